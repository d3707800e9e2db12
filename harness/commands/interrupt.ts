/** Ctrl-C: the first stops in order, the second at once. */
import type { EventEmitter } from 'node:events';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals their usual meaning back. */
  release(): void;
}

/** A closed terminal counts as an interrupt too: its run should not go on unseen. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * @param emitter `process`
 * @param onFirst the signal is aborted already
 * @param onSecond must not wait for anything
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
