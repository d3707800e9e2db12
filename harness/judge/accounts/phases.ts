/** The parts of a window before, during and after its events. */
import { OUTCOMES } from '../../load/numbered/request-log.ts';
import type { Phase } from '../../records/run.ts';
import type { Settled } from './fates.ts';

/** Span is a part of the window, in seconds from its start. */
interface Span {
  readonly name: string;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

interface Event {
  readonly name: string;
  readonly atSeconds: number;
  readonly endedSeconds: number | null;
}

/** spansOf cuts the window at its events. Events that overlap follow each other. */
export function spansOf(events: readonly Event[], windowSeconds: number): Span[] {
  const spans: Span[] = [];
  const add = (name: string, toSeconds: number) => {
    const fromSeconds = spans.at(-1)?.toSeconds ?? 0;
    if (toSeconds > fromSeconds) spans.push({ name, fromSeconds, toSeconds });
  };
  let gap = 'before';
  for (const { name, atSeconds, endedSeconds } of events) {
    add(gap, Math.min(atSeconds, windowSeconds));
    add(`during ${name}`, Math.min(endedSeconds ?? windowSeconds, windowSeconds));
    gap = `after ${name}`;
  }
  add(gap, windowSeconds);
  return spans;
}

/** phasesOf returns the figures of each part. A request counts in the part in which it ended. */
export function phasesOf(
  settled: readonly Settled[],
  events: readonly Event[],
  window: { readonly fromMs: number; readonly toMs: number },
): Phase[] {
  const spans = spansOf(events, (window.toMs - window.fromMs) / 1_000);
  const counts = spans.map(() => ({ latencies: [] as number[], failed: 0 }));
  for (const { log } of settled) {
    for (let row = 0; row < log.count; row++) {
      const endMs = log.endMs[row] ?? 0;
      const at = (endMs - window.fromMs) / 1_000;
      const count = counts[spans.findIndex(({ toSeconds }) => at < toSeconds)];
      if (count === undefined) continue;
      if (OUTCOMES[log.outcomes[row] ?? 0] === 'completed')
        count.latencies.push(endMs - (log.dueMs[row] ?? 0));
      else count.failed++;
    }
  }
  return spans.map((span, index) => {
    const { latencies = [], failed = 0 } = counts[index] ?? {};
    const throughput = latencies.length / (span.toSeconds - span.fromSeconds);
    return { ...span, throughput, p99Ms: percentile99(latencies), failed };
  });
}

/** Nearest rank; null if there is none. */
function percentile99(latencies: number[]): number | null {
  const sorted = Float64Array.from(latencies).sort();
  return sorted[Math.ceil(0.99 * sorted.length) - 1] ?? null;
}
