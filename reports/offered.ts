/** Unit of an open loop's rate: requests, or the iterations of a script. */
import type { LoadFigures } from '../harness/records/run.ts';
import { usualMetric } from '../harness/stats/metrics/index.ts';
import { iterations } from '../harness/stats/metrics/iterations.ts';
import type { Metric } from '../harness/stats/metrics/metric.ts';

export type OfferedUnit = Pick<Metric, 'shortUnit' | 'longUnit'>;

/** offeredUnit has the units of the offered rate. */
export function offeredUnit(loads: readonly Pick<LoadFigures, 'iterations'>[]): OfferedUnit {
  return isScripted(loads) ? iterations : usualMetric;
}

/** isScripted says whether iterations are counted beside requests. */
export function isScripted(loads: readonly Pick<LoadFigures, 'iterations'>[]): boolean {
  return loads.some((load) => load.iterations !== null);
}

/** achievedRate is what ended correctly per second, in the unit of the offered rate. */
export function achievedRate({ iterations: counts, throughput }: LoadFigures): number {
  return counts?.perSecond ?? throughput;
}
