/** Waits until a proxy that we started listens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../describe-exit.ts';
import { type ChildHandle, TargetError } from '../topology.ts';

/** How long a proxy may take to listen. It does so before it forks its workers. */
export const START_TIMEOUT_MS = 5_000;
const ASK_PERIOD_MS = 20;

/**
 * untilListening settles when the proxy listens.
 *
 * @param isListening whether it does now; another program may have taken its port
 * @throws {TargetError} if it ends before, or takes too long
 */
export async function untilListening(
  child: ChildHandle,
  isListening: (signal: AbortSignal) => Promise<boolean>,
): Promise<void> {
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  const settled = new AbortController();
  const signal = AbortSignal.any([timeout, settled.signal]);
  const ended = child.exited.then((exit) => `${child.name} ended before it listened (${describeExit(exit)})`);
  const listening = untilTrue(() => isListening(signal), ASK_PERIOD_MS, signal).then((isTrue) =>
    isTrue ? null : `${child.name} did not listen within ${START_TIMEOUT_MS / 1000} s`,
  );
  const reason = await Promise.race([ended, listening]);
  settled.abort();
  if (reason !== null) throw new TargetError({ reason, lastLines: child.lastLines() });
}

/** untilTrue asks again until the answer is yes. @returns whether that came before the signal was aborted */
export async function untilTrue(
  ask: () => Promise<boolean>,
  periodMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    if (await ask()) return true;
    await sleep(periodMs, undefined, { signal }).catch(() => {});
  }
  return false;
}
