/** Values that the steps of a night share. */
import type { HostAbilities } from '../../targets/member.ts';
import type { NightlyConfig } from '../config/nightly.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { UserConfig } from '../config/user-values.ts';
import type { Progress } from '../terminal/progress.ts';
import type { CommandContext } from './command-context.ts';
import { printProblem } from './print-problem.ts';

export interface Session {
  readonly nightly: NightlyConfig;
  readonly user: UserConfig;
  readonly resolved: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly around: CommandContext;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Notes for readers of the night, each a sentence. */
  readonly notes: string[];
}

/** Runs an optional step. A failure becomes a note, and the result is null. */
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
    printProblem(around.stderr, sentence);
    return null;
  }
}
