import { sum } from '../summary.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

const LABEL = 'GC time per request';

export const gc: Metric = {
  ...usualTraits,
  name: 'gc',
  summary: 'time in which garbage collection stopped workers, per correct response',
  label: LABEL,
  title: LABEL,
  unit: 'µs',
  longUnit: 'µs',
  shortUnit: 'µs',
  better: 'lower',
  kind: 'mean',
  read: ({ load, processes }, { workers }) => {
    const known = processes.flatMap(({ role, gcSeconds }) => (role === 'worker' ? (gcSeconds ?? []) : []));
    // A part of the workers would pass for all of them.
    if (load.completed === 0 || known.length < workers) return null;
    return (sum(known) / load.completed) * 1e6;
  },
  // A major collection may fall into a window or beside it.
  mostVariation: null,
  isShownAtZero: false,
  gateUnits: { µs: 1, us: 1, ms: 1_000 },
  changes: {
    ...changesOf(LABEL, 'more', 'less'),
    isHigher: `has more ${LABEL}`,
    isLower: `has less ${LABEL}`,
  },
  best: { winner: `Least ${LABEL}`, leader: `Least ${LABEL}` },
  narrowTitle: 'GC µs',
  chart: {
    scale: 'linear',
    axis: 'µs of garbage collection per request',
    scalingAxis: 'µs of GC per request',
  },
};
