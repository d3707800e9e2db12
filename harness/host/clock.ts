/** The host's monotonic clock, which all processes share: one pair of instants defines the window for all. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Read once, and only when needed: agents are loaded in threads and tools that never ask. */
let offsetMs: number | undefined;
/** 1, except in tests of clocks that drift. */
let pace = 1;

/**
 * Milliseconds on the host's monotonic clock. In the load processes of another host it is the clock of the host that
 * steers them, so that one window means the same to all.
 */
export function monotonicMs(): number {
  offsetMs ??= setClock();
  return performance.now() * pace + offsetMs;
}

function setClock(): number {
  const { offsetMs, ppm } = readShift(process.env);
  pace = 1 + ppm / 1e6;
  return readOffsetMs() * pace + offsetMs;
}

const SHIFT = 'CLUSTER_BENCH_INTERNAL_CLOCK_SHIFT';

/** shiftedClock is the environment of processes whose clock is ahead of this host's by so many milliseconds. */
export function shiftedClock(aheadMs: number, env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const own = readShift(env);
  return { [SHIFT]: `${own.offsetMs + aheadMs},${own.ppm}` };
}

/** readShift reads `500,200`: 500 ms ahead, and faster by 200 millionths. */
function readShift(env: NodeJS.ProcessEnv): { offsetMs: number; ppm: number } {
  const [offsetMs = 0, ppm = 0] = (env[SHIFT] ?? '0,0').split(',').map(Number);
  return { offsetMs, ppm };
}

/** Window is the measured window, on the monotonic clock. Its end may move, to a later instant, before it is reached. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** at calls back at an instant of the monotonic clock: never before it, and after it as late as the event loop is. */
export function at(instantMs: number, callback: () => void): NodeJS.Timeout {
  return setTimeout(callback, delayUntil(instantMs));
}

/** atEnd calls back at the window's end, which may move while it waits. */
export function atEnd(window: Window, callback: () => void): NodeJS.Timeout {
  return at(window.toMs, () => (monotonicMs() < window.toMs ? atEnd(window, callback).unref() : callback()));
}

/** untilEnd settles at the window's end, which may move while it waits. It rejects when the signal is aborted. */
export async function untilEnd(window: Window, signal: AbortSignal): Promise<void> {
  while (monotonicMs() < window.toMs) await until(window.toMs, signal);
}

/** until settles at an instant of the monotonic clock, never before it. It rejects when the signal is aborted. */
export function until(instantMs: number, signal: AbortSignal): Promise<void> {
  return sleep(delayUntil(instantMs), undefined, { signal });
}

/** Timers count whole milliseconds from one that has already begun. Without one more they are early. */
function delayUntil(instantMs: number): number {
  return Math.max(0, Math.ceil(instantMs - monotonicMs()) + 1);
}

/**
 * readOffsetMs relates the two: `performance.now` counts from the process's start, `hrtime` from the host's, and both
 * read the same clock. It takes the closest of a few pairs of readings, because the process may be held up between
 * the two.
 */
function readOffsetMs(): number {
  const readings = Array.from({ length: 5 }, () => {
    const before = performance.now();
    const host = Number(process.hrtime.bigint()) / 1e6;
    const after = performance.now();
    return { apart: after - before, offset: host - (before + after) / 2 };
  });
  return readings.reduce((best, reading) => (reading.apart < best.apart ? reading : best)).offset;
}
