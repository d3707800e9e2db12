import { changesOf, type Metric, usualTraits } from './metric.ts';

const LABEL = 'CPU per request';

export const cpuPerRequest: Metric = {
  ...usualTraits,
  name: 'cpuPerRequest',
  summary: 'CPU time of workers and primary per correct response',
  label: LABEL,
  title: LABEL,
  unit: 'µs',
  longUnit: 'µs',
  shortUnit: 'µs',
  better: 'lower',
  kind: 'mean',
  read: ({ load, cpu: { coresByRole } }) => {
    if (load.completed === 0 || coresByRole.target === null) return null;
    const seconds = (coresByRole.target + coresByRole.primary) * load.windowSeconds;
    return (seconds / load.completed) * 1e6;
  },
  gateUnits: { µs: 1, us: 1, ms: 1_000 },
  changes: {
    ...changesOf(LABEL, 'more', 'less'),
    isHigher: `needs more ${LABEL}`,
    isLower: `needs less ${LABEL}`,
  },
  best: { winner: `Least ${LABEL}`, leader: `Least ${LABEL}` },
  narrowTitle: 'CPU µs',
  chart: { scale: 'linear', axis: 'µs of CPU per request', scalingAxis: 'µs of CPU per request' },
};
