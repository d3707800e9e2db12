import { isSupported } from '../percentile-support.ts';
import { latencyPercentile } from './latency-percentile.ts';
import { changesOf, type Metric } from './metric.ts';

const LABEL = 'p99 of an iteration';

/** iterationP99 is the p99 of the duration of a whole iteration, pauses included. */
export const iterationP99: Metric = {
  ...latencyPercentile(99, {
    summary: '99% of the correct iterations took at most this long, pauses included',
    mostVariation: 0.25,
    percentilesBeside: [50, 99],
  }),
  name: 'iteration-p99',
  // Tables show it beside the p99 of the requests, not in its place.
  percentile: null,
  label: LABEL,
  title: 'p99 of an iteration',
  ofIterations: true,
  isOfRequests: false,
  read: ({ load: { iterations } }) =>
    iterations !== null && isSupported(99, iterations.completed) ? iterations.duration.p99 : null,
  changes: changesOf(LABEL, 'higher', 'lower'),
  best: { winner: `Lowest ${LABEL}`, leader: `Lowest ${LABEL}` },
  narrowTitle: 'iteration p99 ms',
  chart: { scale: 'logarithmic', axis: 'milliseconds', scalingAxis: `${LABEL} in ms` },
};
