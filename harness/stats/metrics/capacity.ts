import type { OkTrial } from '../../records/run.ts';
import { changesOf, type Metric, rateTraits } from './metric.ts';

const AXIS = 'requests per second that keep the objective';

export const capacity: Metric = {
  ...rateTraits,
  name: 'capacity',
  summary: 'the highest rate that keeps the latency objective, found by a search',
  label: 'capacity',
  title: 'Capacity',
  // A window that missed the objective at the rate that its search found proves that the rate is no capacity.
  read: (trial) => (missedObjective(trial) ? null : (trial.search?.rate ?? null)),
  isSought: true,
  isCompared: false,
  changes: changesOf('capacity', 'higher', 'lower'),
  best: { winner: 'Highest capacity', leader: 'Highest capacity' },
  narrowTitle: 'capacity req/s',
  chart: { scale: 'linear', axis: AXIS, scalingAxis: AXIS },
  explanation:
    'the highest rate at which a percentile of the latency stays within the objective, sought by bisection: rates are tried until the highest that kept it and the lowest that did not lie close together. The bracket between them is what the search leaves open; its width is the least that ± is.',
};

/** Code of the diagnostic on such a trial. */
export const OBJECTIVE_MISSED = 'objective-missed';

/** Whether a trial's window did not keep what the steps of its search kept. */
export function missedObjective({ warnings }: Pick<OkTrial, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === OBJECTIVE_MISSED);
}
