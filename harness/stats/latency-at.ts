import type { LoadFigures } from '../records/run.ts';

/** A percentile of those that a record holds, in milliseconds. @throws where it does not hold it */
export function latencyAt({ latency }: Pick<LoadFigures, 'latency'>, percentile: number): number {
  const known: Readonly<Record<number, number>> = {
    50: latency.p50,
    75: latency.p75,
    90: latency.p90,
    95: latency.p95,
    99: latency.p99,
    99.9: latency.p99_9,
  };
  const latencyMs = known[percentile];
  if (latencyMs === undefined) throw new Error(`no record holds percentile ${percentile}`);
  return latencyMs;
}
