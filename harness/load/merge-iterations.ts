import type { LoadFigures } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import { mergeHistograms, summarizeLatency } from './histogram.ts';
import type { IterationFigures } from './iteration-counts.ts';

/** mergeIterations combines the iterations of all load processes; null if none counted any. */
export function mergeIterations(
  parts: readonly (IterationFigures | null)[],
  windowSeconds: number,
): LoadFigures['iterations'] {
  const counted = parts.filter((part) => part !== null);
  if (counted.length === 0) return null;
  const completed = sum(counted.map((part) => part.completed));
  return {
    completed,
    failed: sum(counted.map((part) => part.failed)),
    perSecond: completed / windowSeconds,
    duration: summarizeLatency(mergeHistograms(counted.map(({ histogram }) => histogram)), {
      sumMs: sum(counted.map((part) => part.durationSumMs)),
      maxMs: Math.max(...counted.map((part) => part.durationMaxMs)),
    }),
  };
}
