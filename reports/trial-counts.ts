/** Words about how many trials a run has: as many as planned, or as many as a precision needed. */
import type { RunRecord } from '../harness/records/run.ts';
import { PRECISION_MISSED } from '../harness/stats/score.ts';
import { between, counted, fixed, percent } from './format.ts';
import { groupedBy } from './grouped-by.ts';

/** `3 trials`; `3 to 14 trials` where a precision decided. */
export function trialsEach({ plan, trials }: RunRecord): string {
  const done = [...groupedBy(trials, ({ cell }) => cell).values()].map(({ length }) => length);
  if (plan.precision === null || done.length === 0) return counted(plan.trialsPerCell, 'trial');
  return Math.max(...done) === 1 ? '1 trial' : `${between(done, (count) => fixed(count, 0))} trials`;
}

/** The requested precision: `until each is known to ± 2.0%, at most 30`; null for none. */
export function precisionAsked({ plan: { precision } }: RunRecord): string | null {
  if (precision === null) return null;
  const { relativeHalfWidth, maxTrials } = precision;
  return `until each is known to ± ${percent(relativeHalfWidth)}, at most ${fixed(maxTrials, 0)}`;
}

/** `2 of 6 variants miss the requested precision of ± 2.0%`; null where none does. */
export function precisionMissed({ plan: { precision }, cells, warnings }: RunRecord): string | null {
  const missed = warnings.filter(({ code }) => code === PRECISION_MISSED).length;
  if (precision === null || missed === 0) return null;
  const which = `${fixed(missed, 0)} of ${counted(cells.length, 'variant')}`;
  return `${which} ${missed === 1 ? 'misses' : 'miss'} the requested precision of ± ${percent(precision.relativeHalfWidth)}`;
}

/** How far an interrupted run came: `stopped after 4 of 6 trials`. With a precision the total is not known. */
export function stoppedAfter({ plan, cells, trials }: RunRecord): string {
  if (plan.precision !== null) {
    const { relativeHalfWidth } = plan.precision;
    return `stopped after ${counted(trials.length, 'trial')}, before the precision of ± ${percent(relativeHalfWidth)} was reached`;
  }
  return `stopped after ${fixed(trials.length, 0)} of ${counted(cells.length * plan.trialsPerCell, 'trial')}`;
}
