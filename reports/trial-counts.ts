/** How many trials a run has: as many as were planned, or as a precision took. */
import type { RunRecord } from '../harness/records/run.ts';
import { PRECISION_MISSED } from '../harness/stats/score.ts';
import { between, counted, fixed, percent } from './format.ts';
import { groupedBy } from './grouped-by.ts';

/** `3 trials`; with a precision to reach `3 to 14 trials`, as they were. */
export function trialsEach({ plan, trials }: RunRecord): string {
  const done = [...groupedBy(trials, ({ cell }) => cell).values()].map(({ length }) => length);
  if (plan.precision === null || done.length === 0) return counted(plan.trialsPerCell, 'trial');
  return Math.max(...done) === 1 ? '1 trial' : `${between(done, (count) => fixed(count, 0))} trials`;
}

/** What a precision asked for: `until each is known to ± 2 %, 30 at most`; null where none did. */
export function precisionAsked({ plan: { precision } }: RunRecord): string | null {
  if (precision === null) return null;
  const { relativeHalfWidth, maxTrials } = precision;
  return `until each is known to ± ${percent(relativeHalfWidth)}, ${fixed(maxTrials, 0)} at most`;
}

/** `2 of 6 setups are not known to ± 2 %`, which was asked for; null where all are. */
export function precisionMissed({ plan: { precision }, cells, warnings }: RunRecord): string | null {
  const missed = warnings.filter(({ code }) => code === PRECISION_MISSED).length;
  if (precision === null || missed === 0) return null;
  const of = `${fixed(missed, 0)} of ${counted(cells.length, 'setup')} ${missed === 1 ? 'is' : 'are'}`;
  return `${of} not known to ± ${percent(precision.relativeHalfWidth)}`;
}

/** Of a run that was stopped: `stopped after 4 of 6 trials`. With a precision nobody knows how many would have been all. */
export function stoppedAfter({ plan, cells, trials }: RunRecord): string {
  if (plan.precision !== null) {
    const { relativeHalfWidth } = plan.precision;
    return `stopped after ${counted(trials.length, 'trial')}, with ± ${percent(relativeHalfWidth)} still to reach`;
  }
  return `stopped after ${fixed(trials.length, 0)} of ${counted(cells.length * plan.trialsPerCell, 'trial')}`;
}
