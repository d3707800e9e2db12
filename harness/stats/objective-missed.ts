import type { OkTrial } from '../records/run.ts';

/** Code of the verdict on such a trial. */
export const OBJECTIVE_MISSED = 'objective-missed';

/** Whether a trial's window did not keep what the steps of its search kept. */
export function missedObjective({ warnings }: Pick<OkTrial, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === OBJECTIVE_MISSED);
}
