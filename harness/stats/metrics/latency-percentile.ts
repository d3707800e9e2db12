/** Properties that all latency percentiles share. */
import { percentileMs } from '../percentiles.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

/** latencyPercentile is the metric of a percentile of correct responses; null if a trial has too few for it. */
export function latencyPercentile(
  percentile: number,
  special: Pick<Metric, 'summary' | 'mostVariation' | 'percentilesBeside'>,
): Metric {
  const name = `p${percentile}`;
  return {
    ...usualTraits,
    name,
    label: name,
    title: name,
    unit: 'ms',
    longUnit: 'ms',
    shortUnit: 'ms',
    better: 'lower',
    kind: 'percentile',
    percentile,
    isOfRequests: true,
    read: ({ load }) => percentileMs(load, percentile),
    gateUnits: { ms: 1, s: 1_000, µs: 0.001, us: 0.001 },
    changes: changesOf(name, 'higher', 'lower'),
    best: { winner: `Lowest ${name}`, leader: `Lowest ${name}` },
    narrowTitle: `${name} ms`,
    chart: { scale: 'logarithmic', axis: 'milliseconds', scalingAxis: `${name} in ms` },
    ...special,
  };
}
