/**
 * Figures of a metric on one side of a cell, and the uncertainty that partial rounds of requests add to a change.
 */
import type { Effect } from '../records/comparison.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { isPlausible, mean } from '../stats/summary.ts';
import type { JoinedCell, RunOfCell } from './sides.ts';

export type Figures = Effect['base'];

/** A row per run. Leaves out damaged figures, and trials without a figure. */
export function figuresOf(metric: Metric, runs: readonly RunOfCell[]): Figures {
  const rows = runs.map((run) => readings(metric, run).filter(isPlausible));
  return { mean: metric.leastDifference === null ? geometric(rows) : arithmetic(rows), runs: rows };
}

/**
 * Mean over runs of the mean over their trials, so that a run with many trials counts no more than one with few.
 */
function arithmetic(rows: readonly (readonly number[])[]): number | null {
  const filled = rows.filter((row) => row.length > 0);
  return filled.length === 0 ? null : mean(filled.map(mean));
}

/** 0 if any figure is 0. */
function geometric(rows: readonly (readonly number[])[]): number | null {
  const logs = arithmetic(rows.map((row) => row.map(Math.log)));
  return logs === null ? null : Math.exp(logs);
}

/** Number of trials with a figure that no measurement could produce. */
export function damagedIn(metric: Metric, runs: readonly RunOfCell[]): number {
  return runs.flatMap((run) => readings(metric, run)).filter((figure) => !isPlausible(figure)).length;
}

/** Figures of the trials that have one. */
function readings(metric: Metric, { ok, cell }: RunOfCell): number[] {
  return ok.flatMap((trial) => metric.read(trial, cell) ?? []);
}

type Estimated = Pick<Effect, 'change' | 'interval' | 'pValue'>;

/** Uncertainty as a share of the figure, for both sides together: their windows cut rounds independently. */
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

/** Widens the interval by the uncertainty, and drops the p-value if the change is no larger than that. */
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
