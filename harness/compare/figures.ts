/** A metric's figures on one side of a cell, and what windows that cut rounds of requests leave open of a change. */
import type { Effect } from '../records/comparison.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { isPlausible, mean } from '../stats/summary.ts';
import type { JoinedCell, RunOfCell } from './sides.ts';

export type Figures = Effect['base'];

/** Rows are runs; what is damaged is left out, as is what a trial cannot tell. */
export function figuresOf(metric: Metric, runs: readonly RunOfCell[]): Figures {
  const rows = runs.map((run) => readings(metric, run).filter(isPlausible));
  return { mean: metric.leastDifference === null ? geometric(rows) : arithmetic(rows), runs: rows };
}

/** Over runs of the mean over their trials, so that a run of many trials counts no more than one of few. */
function arithmetic(rows: readonly (readonly number[])[]): number | null {
  const filled = rows.filter((row) => row.length > 0);
  return filled.length === 0 ? null : mean(filled.map(mean));
}

/** 0 where a figure is. */
function geometric(rows: readonly (readonly number[])[]): number | null {
  const logs = arithmetic(rows.map((row) => row.map(Math.log)));
  return logs === null ? null : Math.exp(logs);
}

/** How many trials hold a figure that nothing could have measured. */
export function damagedIn(metric: Metric, runs: readonly RunOfCell[]): number {
  return runs.flatMap((run) => readings(metric, run)).filter((figure) => !isPlausible(figure)).length;
}

/** Of the trials that can tell. */
function readings(metric: Metric, { ok, cell }: RunOfCell): number[] {
  return ok.flatMap((trial) => metric.read(trial, cell) ?? []);
}

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
