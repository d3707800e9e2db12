/** What a night comes to. */
import { isFound, type Night, type NightVerdict, type Suspect } from '../records/night.ts';

export interface Found {
  readonly isInterrupted: boolean;
  readonly accepted: boolean;
  readonly run: Pick<Night['run'], 'ok' | 'failed'>;
  /** How many good nights it was compared with. */
  readonly baseNights: number;
  readonly suspects: readonly Pick<Suspect, 'answer' | 'nights'>[];
  readonly missed: readonly unknown[];
}

/** Who accepts a level wants no word on it; gates and failed trials are no level. */
export function verdictOf({
  isInterrupted,
  accepted,
  run,
  baseNights,
  suspects,
  missed,
}: Found): NightVerdict {
  const doubts = accepted ? [] : suspects;
  if (isInterrupted) return 'interrupted';
  if (doubts.some(isFound)) return 'regression';
  if (run.ok === 0) return 'nothing';
  if (missed.length > 0) return 'regression';
  if (run.failed > 0) return 'failed';
  if (doubts.some(({ answer }) => answer === 'open')) return 'suspected';
  return baseNights === 0 ? 'first' : 'good';
}

/** Whether later nights are compared with it: one that is only suspected is not, or the level would creep. */
export function isGood(verdict: NightVerdict): boolean {
  return verdict === 'first' || verdict === 'good';
}
