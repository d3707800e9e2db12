import type { LabelFigures as MergedLabel } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import { mergeHistograms, summarizeLatency } from './histogram.ts';
import type { LabelFigures } from './label-books.ts';
import { sumErrors } from './load-errors.ts';
import { percentileOfBuckets } from './second-latencies.ts';
import { sumByKey } from './sum-by-key.ts';

/** mergeLabels combines the figures of each label over all load processes, in the order of first use. */
export function mergeLabels(
  parts: readonly (readonly LabelFigures[])[],
  windowSeconds: number,
): MergedLabel[] {
  const all = parts.flat();
  const labels = [...new Set(all.map(({ label }) => label))];
  return labels.map((label) =>
    merged(
      label,
      all.filter((one) => one.label === label),
      windowSeconds,
    ),
  );
}

function merged(label: string, counts: readonly LabelFigures[], windowSeconds: number): MergedLabel {
  const completed = sum(counts.map((one) => one.completed));
  const inFlightAtStart = sum(counts.map((one) => one.inFlightAtStart));
  const sent = sum(counts.map((one) => one.sent));
  const errors = sumErrors(counts.map((one) => one.errors));
  return {
    label,
    inFlightAtStart,
    sent,
    completed,
    unfinished: inFlightAtStart + sent - completed - sum(Object.values(errors)),
    throughput: completed / windowSeconds,
    statuses: sumByKey(counts.map(({ statuses }) => statuses)),
    latency: summarizeLatency(mergeHistograms(counts.map(({ histogram }) => histogram)), {
      sumMs: sum(counts.map(({ latencySumMs }) => latencySumMs)),
      maxMs: Math.max(...counts.map(({ latencyMaxMs }) => latencyMaxMs)),
    }),
    errors,
    perSecond: Array.from({ length: Math.ceil(windowSeconds - 1e-6) }, (_, second) => {
      const seconds = Math.min(1, windowSeconds - second);
      const inSecond = counts.flatMap(({ perSecond }) => perSecond[second] ?? []);
      return {
        completed: sum(inSecond.map((one) => one.completed)) / seconds,
        failed: sum(inSecond.map((one) => one.failed)) / seconds,
        p99Ms: percentileOfBuckets(
          inSecond.map(({ latencies }) => latencies),
          99,
        ),
      };
    }),
  };
}
