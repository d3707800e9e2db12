/** A metric's figures on one side of a cell. */
import type { Effect } from '../records/comparison.ts';
import { isPlausible, type Metric } from '../stats/compare-metrics.ts';
import { mean } from '../stats/summary.ts';
import type { RunOfCell } from './sides.ts';

export type Figures = Effect['base'];

/** Rows are runs; what is damaged is left out, as is what a trial cannot tell. */
export function figuresOf(metric: Metric, runs: readonly RunOfCell[]): Figures {
  const rows = runs.map(({ ok }) =>
    ok.map(metric.figureOf).filter((figure) => figure !== null && isPlausible(figure)),
  ) as number[][];
  return { mean: metric.name === 'errors' ? arithmetic(rows) : geometric(rows), runs: rows };
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
  const figures = runs.flatMap(({ ok }) => ok.map(metric.figureOf));
  return figures.filter((figure) => figure !== null && !isPlausible(figure)).length;
}
