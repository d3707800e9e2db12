/** Histograms for example trials, whose percentiles are those of the trial's latency. */
import { encodeHistogram, newHistogram } from '../../harness/load/histogram.ts';
import type { OkTrial } from '../../harness/records/run.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';

const STEPS = 60;

/** The same trial with a histogram: between two percentiles, latencies are spread evenly. */
export function withHistogram(trial: OkTrial): OkTrial {
  const { latency, completed } = trial.load;
  const histogram = newHistogram();
  const known = [
    { percent: 0, ms: latency.p50 * 0.98 },
    ...percentiles.map(({ percent, key }) => ({ percent, ms: latency[key] })),
    { percent: 100, ms: latency.max },
  ];
  known.slice(1).forEach((to, at) => {
    const from = known[at] ?? to;
    const count = Math.round((completed * (to.percent - from.percent)) / 100 / STEPS);
    for (let step = 1; step <= STEPS && count > 0; step++) {
      const microseconds = Math.round(1_000 * (from.ms + ((to.ms - from.ms) * step) / STEPS));
      histogram.recordValueWithCount(microseconds, count);
    }
  });
  return {
    ...trial,
    load: { ...trial.load, latency: { ...latency, histogram: encodeHistogram(histogram) } },
  };
}
