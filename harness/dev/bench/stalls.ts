/** The stalling server: its schedule, and the latencies that a client with a set rate should measure. */
import type { Schedule } from '../../load/direct/schedule.ts';

export const STALL_MS = 200;
export const STALL_PERIOD_MS = 2_000;

/**
 * trueLatencyMs is a percentile of the latency of requests that arrive by a schedule: one queue, first come first
 * served, a constant service time, and nothing served during a stall (Lindley's recursion).
 *
 * @param seconds simulated
 * @returns milliseconds
 */
export function trueLatencyMs(
  arrivals: Schedule,
  serviceMs: number,
  percent: number,
  seconds: number,
): number {
  const latencies: number[] = [];
  let freeMs = 0;
  for (; arrivals.nextMs < seconds * 1_000; arrivals.advance()) {
    const startMs = afterStall(Math.max(arrivals.nextMs, freeMs));
    freeMs = startMs + serviceMs;
    latencies.push(freeMs - arrivals.nextMs);
  }
  const sorted = latencies.sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

/** Each period begins with a stall. */
function afterStall(instantMs: number): number {
  const inPeriodMs = instantMs % STALL_PERIOD_MS;
  return inPeriodMs < STALL_MS ? instantMs - inPeriodMs + STALL_MS : instantMs;
}
