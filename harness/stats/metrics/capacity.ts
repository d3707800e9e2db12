import { missedObjective } from '../objective-missed.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

const AXIS = 'requests per second that keep the objective';

export const capacity: Metric = {
  ...usualTraits,
  name: 'capacity',
  summary: 'the highest rate that keeps the latency objective, found by a search',
  label: 'capacity',
  title: 'Capacity',
  unit: 'req/s',
  longUnit: 'requests per second',
  shortUnit: 'req/s',
  better: 'higher',
  kind: 'mean',
  // A window that missed the objective at the rate that its search found proves that the rate is no capacity.
  read: (trial) => (missedObjective(trial) ? null : (trial.search?.rate ?? null)),
  isSought: true,
  isRate: true,
  isCompared: false,
  gateUnits: { 'req/s': 1, '/s': 1 },
  changes: changesOf('capacity', 'higher', 'lower'),
  best: { winner: 'Highest capacity', leader: 'Highest capacity' },
  narrowTitle: 'capacity req/s',
  chart: { scale: 'linear', axis: AXIS, scalingAxis: AXIS },
  explanation:
    'the highest rate at which a percentile of the latency keeps the objective, found by bisection: rates are tried until the highest that kept it and the lowest that missed it are close together. The search cannot tell rates between these two, the bracket, apart; ± is at least the width of the bracket.',
};
