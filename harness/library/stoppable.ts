/** A run in a program is stopped by the program's signal, or an error in its own listener. */
import type { Watch } from '../run/events.ts';
import type { RunOptions } from './run-options.ts';

interface Stoppable {
  readonly watch: Watch;
  readonly signal: AbortSignal;
  /** Stops listening. @throws what the listener threw */
  release(): void;
}

export function stoppable({ onEvent, signal }: Pick<RunOptions, 'onEvent' | 'signal'>): Stoppable {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  let thrown: { readonly error: unknown } | null = null;
  return {
    signal: controller.signal,
    watch: (event) => {
      if (thrown !== null) return;
      try {
        onEvent?.(event);
      } catch (error) {
        thrown = { error };
        abort();
      }
    },
    release: () => {
      signal?.removeEventListener('abort', abort);
      if (thrown !== null) throw thrown.error;
    },
  };
}
