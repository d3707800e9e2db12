/** How the clock of this host relates to that of Redis, which every host of a load can ask. */
import { monotonicMs } from '../../host/clock.ts';

const ROUNDS = 15;

export interface ClockReading {
  /** When it was read, on this host's clock. */
  readonly atMs: number;
  /** Add it to an instant of this host's clock, and get Redis's time. */
  readonly offsetMs: number;
  /** Time of the fastest question; the offset is wrong by half of it at most. */
  readonly roundTripMs: number;
}

/**
 * readClock asks several times, and keeps the fastest answer: Redis read its clock between question and answer.
 *
 * @param askMs the time of Redis in milliseconds
 */
export async function readClock(
  askMs: () => Promise<number>,
  nowMs: () => number = monotonicMs,
): Promise<ClockReading> {
  let best: ClockReading | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const before = nowMs();
    const redisMs = await askMs();
    const after = nowMs();
    const roundTripMs = after - before;
    if (best && best.roundTripMs <= roundTripMs) continue;
    best = { atMs: after, offsetMs: redisMs - (before + after) / 2, roundTripMs };
  }
  return best ?? { atMs: nowMs(), offsetMs: 0, roundTripMs: Number.POSITIVE_INFINITY };
}

/** parseTime reads what the command TIME returns: seconds and microseconds. Returns milliseconds. */
export function parseTime([seconds, micros]: readonly (string | number)[]): number {
  return Number(seconds) * 1_000 + Number(micros) / 1_000;
}

/** driftPerMs is how much the offset changes per millisecond; 0 if the readings are too close to tell. */
export function driftPerMs(before: ClockReading, after: ClockReading): number {
  const passedMs = after.atMs - before.atMs;
  return passedMs < LEAST_PASSED_MS ? 0 : (after.offsetMs - before.offsetMs) / passedMs;
}

const LEAST_PASSED_MS = 1_000;

/** offsetAt interpolates between two readings. */
export function offsetAt(instantMs: number, before: ClockReading, after: ClockReading): number {
  return before.offsetMs + (instantMs - before.atMs) * driftPerMs(before, after);
}
