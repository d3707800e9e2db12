/** Limits of time, whose timers end with what they limit: a timer left behind would keep the program running. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TargetError } from '../../../targets/topology.ts';

/** An idle agent takes its share at once; one that comes back after a failure, or waits for Redis, takes longer. */
export const JOIN_MS = 10_000;

/** within settles as the promise does, or with what `late` returns after so many milliseconds. */
export async function within<Value, Late>(
  promise: Promise<Value>,
  longestMs: number,
  late: () => Late,
): Promise<Value | Late> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late()), longestMs);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws {TargetError} with the reason if the promise takes longer than an agent may to take its share */
export async function inTime<Value>(
  promise: Promise<Value>,
  reason: () => string,
  signal: AbortSignal,
): Promise<Value> {
  const over = new AbortController();
  const late = sleep(JOIN_MS, undefined, { signal: AbortSignal.any([signal, over.signal]) }).then(
    (): never => {
      throw new TargetError({ reason: `${reason()} within ${JOIN_MS / 1_000} s`, lastLines: [] });
    },
  );
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
  }
}
