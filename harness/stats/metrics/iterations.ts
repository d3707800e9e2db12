import { changesOf, type Metric, usualTraits } from './metric.ts';

const LABEL = 'iterations per second';

export const iterations: Metric = {
  ...usualTraits,
  name: 'iterations',
  summary: 'passes of virtual users through their script per second, all responses correct',
  label: LABEL,
  title: 'Iterations per second',
  unit: 'iterations/s',
  longUnit: LABEL,
  shortUnit: 'iter/s',
  better: 'higher',
  kind: 'mean',
  ofIterations: true,
  read: ({ load }) => load.iterations?.perSecond ?? null,
  // A closed loop's count of what ends inside a window is off by up to one for each connection.
  resolution: ({ load: { iterations: counts, offeredRate, connections } }) =>
    counts === null || offeredRate !== null ? 0 : Math.min(1, connections / Math.max(1, counts.completed)),
  provesAnswers: true,
  gateUnits: { 'iterations/s': 1, '/s': 1 },
  changes: {
    ...changesOf(LABEL, 'more', 'fewer'),
    isHigher: `completes more ${LABEL}`,
    isLower: `completes fewer ${LABEL}`,
  },
  best: { winner: 'Most iterations per second', leader: 'Most iterations per second' },
  verb: 'completed',
  narrowTitle: 'iter/s',
  chart: { scale: 'linear', axis: LABEL, scalingAxis: LABEL },
};
