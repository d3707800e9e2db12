import type { OkTrial } from '../../records/run.ts';
import { changesOf, type Metric, rateTraits } from './metric.ts';

const AXIS = 'requests per second that keep the objective';

export const capacity: Metric = {
  ...rateTraits,
  name: 'capacity',
  summary: 'the highest rate that keeps the latency objective, found by a search',
  label: 'capacity',
  title: 'Capacity',
  // If the window missed the objective at the rate that its search found, that rate is no capacity.
  read: (trial) => (missedObjective(trial) ? null : (trial.search?.rate ?? null)),
  isSought: true,
  isCompared: false,
  changes: changesOf('capacity', 'higher', 'lower'),
  best: { winner: 'Highest capacity', leader: 'Highest capacity' },
  narrowTitle: 'capacity req/s',
  chart: { scale: 'linear', axis: AXIS, scalingAxis: AXIS },
  explanation:
    'the highest rate at which a percentile of the latency stays within the objective, found by bisection: rates are tried until the highest that kept it and the lowest that did not are close together. The bracket between them remains uncertain; ± is at least as wide.',
};

/** Code of the diagnostic for such a trial. */
export const OBJECTIVE_MISSED = 'objective-missed';

/** missedObjective says whether a trial's window missed the objective that the steps of its search kept. */
export function missedObjective({ warnings }: Pick<OkTrial, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === OBJECTIVE_MISSED);
}
