/** The unit that the rate of an open loop counts. */
import type { LoadFigures } from '../harness/records/run.ts';
import { usualMetric } from '../harness/stats/metrics/index.ts';
import { iterations } from '../harness/stats/metrics/iterations.ts';
import type { Metric } from '../harness/stats/metrics/metric.ts';

/** offeredUnit has the units of the offered rate: a script's is one of iterations. */
export function offeredUnit(
  loads: readonly Pick<LoadFigures, 'iterations'>[],
): Pick<Metric, 'shortUnit' | 'longUnit'> {
  return loads.some((load) => load.iterations !== null) ? iterations : usualMetric;
}
