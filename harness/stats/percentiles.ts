/** The list of latency percentiles in a record. */
import type { Latency, LoadFigures } from '../records/run.ts';
import { isSupported } from './percentile-support.ts';

export type PercentileKey = Exclude<keyof Latency, 'mean' | 'max' | 'histogram'>;

const PERCENT: Readonly<Record<PercentileKey, number>> = {
  p50: 50,
  p75: 75,
  p90: 90,
  p95: 95,
  p99: 99,
  p99_9: 99.9,
};

export interface Percentile {
  /** Field in a record's latency. */
  readonly key: PercentileKey;
  /** 0 to 100. */
  readonly percent: number;
  /** `p99.9` */
  readonly name: string;
}

/** Ascending. */
export const percentiles: readonly Percentile[] = (Object.keys(PERCENT) as PercentileKey[]).map((key) => ({
  key,
  percent: PERCENT[key],
  name: `p${PERCENT[key]}`,
}));

/** @throws if records do not hold it */
export function percentileOf(percent: number): Percentile {
  const found = percentiles.find((one) => one.percent === percent);
  if (found === undefined) throw new Error(`records do not hold percentile ${percent}`);
  return found;
}

/**
 * percentileMs is in milliseconds; null with too few responses for the percentile. @throws if records do not hold it
 */
export function percentileMs(
  { latency, completed }: Pick<LoadFigures, 'latency' | 'completed'>,
  percent: number,
): number | null {
  const { key } = percentileOf(percent);
  return isSupported(percent, completed) ? latency[key] : null;
}

/** perPercentile maps each percentile to a value. */
export function perPercentile<Value>(value: (percentile: Percentile) => Value): Record<PercentileKey, Value> {
  return Object.fromEntries(percentiles.map((one) => [one.key, value(one)])) as Record<PercentileKey, Value>;
}

/** latencyAt is a percentile in milliseconds, however few responses there are. @throws if records do not hold it */
export function latencyAt({ latency }: Pick<LoadFigures, 'latency'>, percentile: number): number {
  return latency[percentileOf(percentile).key];
}
