import type { LoadFigures } from '../records/run.ts';
import { percentileOf } from './percentiles.ts';

/** A percentile of those that a record holds, in milliseconds. @throws where it does not hold it */
export function latencyAt({ latency }: Pick<LoadFigures, 'latency'>, percentile: number): number {
  return latency[percentileOf(percentile).key];
}
