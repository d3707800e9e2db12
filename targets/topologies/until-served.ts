/** Waits for an app to listen on its port; says what it did instead where it does not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../describe-exit.ts';
import type { ChildHandle, TopologyContext } from '../topology.ts';

/** Of the time to start: an app that listens on another port may open its own after it (some serve metrics first). */
const ELSEWHERE_SHARE = 1 / 3;

/** What a message of the process says about the port. */
export type Word =
  | { readonly kind: 'served' }
  | { readonly kind: 'elsewhere'; readonly address: string; readonly port: number }
  | { readonly kind: 'failed'; readonly reason: string };

export interface Wait extends Pick<TopologyContext, 'startTimeoutMs' | 'signal'> {
  readonly port: number;
  /** Null for a message that says nothing about the port. */
  readonly read: (message: unknown) => Word | null;
  /** Hears of the port from others than the child itself; returns how to stop that. */
  readonly hear?: (listener: (word: Word) => void) => (() => void) | undefined;
  /** Another way to learn that the port is served; its signal is aborted when that matters no more. */
  readonly listen?: (signal: AbortSignal) => Promise<void>;
}

/** @returns null once the port is served, or why it will not be: the rest of a sentence that begins with the app */
export async function untilServed(child: ChildHandle, wait: Wait): Promise<string | null> {
  const { port, startTimeoutMs, signal } = wait;
  const elsewhere = new Set<string>();
  const settled = new AbortController();
  const untilSettled = { signal: AbortSignal.any([signal, settled.signal]) };
  const silence = (withinMs: number) => () => describeSilence(port, withinMs, elsewhere);
  const interrupted = () => 'was interrupted';

  let stopHearing: (() => void) | undefined;
  const outcome = await new Promise<string | null>((resolve) => {
    const note = (word: Word | null) => {
      if (word?.kind === 'served') resolve(null);
      if (word?.kind === 'failed') resolve(word.reason);
      if (word?.kind !== 'elsewhere') return;
      elsewhere.add(
        word.address.includes(':') ? `[${word.address}]:${word.port}` : `${word.address}:${word.port}`,
      );
      const graceMs = startTimeoutMs * ELSEWHERE_SHARE;
      sleep(graceMs, undefined, untilSettled).then(silence(graceMs), interrupted).then(resolve);
    };
    child.onMessage((message) => note(wait.read(message)));
    stopHearing = wait.hear?.(note);
    child.exited.then((exit) => resolve(`ended before it listened (${describeExit(exit)})`));
    sleep(startTimeoutMs, undefined, untilSettled).then(silence(startTimeoutMs), interrupted).then(resolve);
    // Who listens elsewhere does not serve this port, whoever answers there.
    wait.listen?.(settled.signal).then(() => elsewhere.size > 0 || resolve(null));
  });
  settled.abort();
  stopHearing?.();
  return outcome;
}

function describeSilence(port: number, withinMs: number, elsewhere: ReadonlySet<string>): string {
  const mend = "let it listen on process.env.PORT, or hand it the port with --app-args '--port {port}'";
  return elsewhere.size > 0
    ? `listens on ${[...elsewhere].join(', ')} and not on port ${port} (process.env.PORT): ${mend}`
    : `did not listen on port ${port} (process.env.PORT) within ${withinMs / 1_000} s: ${mend}, or give it longer with --start-timeout`;
}
