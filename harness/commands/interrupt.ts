/** Ctrl-C during a measurement: the first stops the trial and writes a report, the second leaves at once. */
import type { EventEmitter } from 'node:events';
import { killEverything } from '../processes/children.ts';
import { createProgress, type Progress } from '../terminal/progress.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Restores the default meaning of the signals. */
  release(): void;
}

/** Signals that interrupt. A closed terminal is one of them: its run should not continue unseen. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * @param emitter `process`
 * @param onFirst called after the signal is aborted
 * @param onSecond must be synchronous
 */
export function listenForInterrupt(
  emitter: Pick<EventEmitter, 'on' | 'off'>,
  { onFirst, onSecond }: { readonly onFirst: () => void; readonly onSecond: () => void },
): Interrupt {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) return onSecond();
    controller.abort();
    onFirst();
  };
  for (const name of SIGNALS) emitter.on(name, listener);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) emitter.off(name, listener);
    },
  };
}

/**
 * Measures with live progress.
 * @param measure its signal is aborted by the first Ctrl-C; the second leaves at once
 */
export async function watched<Result>(
  { stderr, env }: Pick<CommandContext, 'stderr' | 'env'>,
  measure: (progress: Progress, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress(stderr, env);
  const onFirst = () => progress.say('stopping; press Ctrl-C again to leave immediately');
  return interruptible({ onFirst, close: progress.close }, (signal) => measure(progress, signal));
}

/** @param shown callbacks: `onFirst` at the first Ctrl-C, `close` at the end in any case */
export async function interruptible<Result>(
  { onFirst, close }: { readonly onFirst: () => void; readonly close: () => void },
  measure: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const onSecond = () => {
    close();
    killEverything();
    process.exit(exitCodes.interrupted);
  };
  const interrupt = listenForInterrupt(process, { onFirst, onSecond });
  try {
    return await measure(interrupt.signal);
  } finally {
    close();
    interrupt.release();
  }
}
