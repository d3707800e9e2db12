import type { PhaseFigures, Stage } from '../records/run.ts';
import { legInWords, legsOf } from '../stats/stages.ts';
import { sum } from '../stats/summary.ts';
import { mergeHistograms } from './histogram.ts';
import type { LedgerFigures } from './window-counts.ts';

/** mergePhases combines the figures by stage of all load processes. */
export function mergePhases(
  stages: readonly Stage[],
  parts: readonly LedgerFigures['phases'][],
): PhaseFigures[] {
  return legsOf(stages).map((leg, index) => {
    const its = parts.flatMap((part) => part[index] ?? []);
    const completed = sum(its.map((part) => part.completed));
    const latencies = mergeHistograms(its.map(({ histogram }) => histogram));
    return {
      name: legInWords(leg),
      ...leg,
      throughput: completed / (leg.toSeconds - leg.fromSeconds),
      p99Ms: completed === 0 ? null : latencies.getValueAtPercentile(99) / 1_000,
      failed: sum(its.map(({ failed }) => failed)),
    };
  });
}
