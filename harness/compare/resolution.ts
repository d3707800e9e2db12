/** What windows that cut rounds of requests leave open of a change: trials that cut alike agree better than they know. */
import type { Effect } from '../records/comparison.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { mean } from '../stats/summary.ts';
import type { JoinedCell } from './sides.ts';

type Estimated = Pick<Effect, 'change' | 'interval' | 'pValue'>;

/** Share of the figure, of both sides together: their windows cut independently of each other. */
export function openChange(
  { base, head }: Pick<JoinedCell, 'base' | 'head'>,
  { resolution }: Pick<Metric, 'resolution'>,
): number {
  const [ofBase, ofHead] = [base, head].map((runs) => {
    const resolutions = runs.flatMap(({ ok }) => ok.map(resolution));
    return resolutions.length === 0 ? 0 : mean(resolutions);
  });
  return Math.hypot(ofBase ?? 0, ofHead ?? 0);
}

/** The estimate with an interval that holds what is open, and without a claim where the change is no larger than that. */
export function leftOpen({ change, interval, pValue }: Estimated, open: number): Estimated {
  if (open === 0 || change === null) return { change, interval, pValue };
  return {
    change,
    interval: interval && {
      low: Math.min(interval.low, change - open),
      high: Math.max(interval.high, change + open),
    },
    pValue: pValue !== null && Math.abs(change) <= open ? 1 : pValue,
  };
}
