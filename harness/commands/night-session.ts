/** What the steps of a night share. */
import type { HostAbilities } from '../../targets/member.ts';
import type { NightlyConfig } from '../config/nightly.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { UserConfig } from '../config/user-values.ts';
import type { Progress } from '../terminal/progress.ts';
import { complain } from './complain.ts';
import type { Surroundings } from './surroundings.ts';

export interface Session {
  readonly nightly: NightlyConfig;
  readonly user: UserConfig;
  readonly resolved: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly around: Surroundings;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Notes for readers of the night, a sentence each. */
  readonly notes: string[];
}

/** Runs a step that the night can do without: a failure is noted in a sentence, and null takes its place. */
export async function tryTo<Result>(
  failure: string,
  { around, notes }: Session,
  step: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await step();
  } catch (error) {
    const sentence = `${failure}: ${(error as Error).message}`;
    notes.push(sentence);
    complain(around.stderr, sentence);
    return null;
  }
}
