/** What a command that measures shows while it does, and how Ctrl-C stops it. */
import { killEverything } from '../processes/children.ts';
import { createProgress, type Progress } from '../terminal/progress.ts';
import { exitCodes } from './exit-codes.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { Surroundings } from './surroundings.ts';

/** @param measure its signal is aborted by the first Ctrl-C; the second leaves at once */
export async function watched<Result>(
  { stderr, env }: Pick<Surroundings, 'stderr' | 'env'>,
  measure: (progress: Progress, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress(stderr, env);
  const interrupt = listenForInterrupt(process, {
    onFirst: () => progress.say('stopping; press Ctrl-C again to leave at once'),
    onSecond: () => {
      progress.close();
      killEverything();
      process.exit(exitCodes.interrupted);
    },
  });
  try {
    return await measure(progress, interrupt.signal);
  } finally {
    progress.close();
    interrupt.release();
  }
}
