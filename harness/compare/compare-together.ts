/** Cells of two single runs compared together, as changes of the host affect all of them. */
import type { CellRuns, Run } from '../stats/blocks.ts';
import { type CellInference, compareCells, LEAST_TRIALS } from '../stats/compare-cells.ts';
import { metricOf } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { isPlausible } from '../stats/summary.ts';
import type { Judging } from './effect.ts';
import type { JoinedCell, RunOfCell } from './sides.ts';

/**
 * Compares cells with the same primary metric together: a slower host lowers throughput and raises latencies. The
 * result leaves out cells that must be judged alone: cells with several runs, with too few trials, with a figure
 * that has no logarithm, and the only cell of a metric.
 */
export function compareTogether(
  cells: readonly JoinedCell[],
  { isPaired, isSame, runSpread, confidence }: Judging,
): ReadonlyMap<JoinedCell, CellInference> {
  if (isPaired || isSame) return new Map();
  const groups = new Map<string, { cell: JoinedCell; runs: CellRuns }[]>();
  for (const cell of cells) {
    const metric = metricOf(cell.scenario.metric);
    const runs = runsOf(metric, cell);
    if (runs !== null) groups.set(metric.name, [...(groups.get(metric.name) ?? []), { cell, runs }]);
  }
  return new Map(
    [...groups.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) => {
        const found = compareCells(
          group.map(({ runs }) => runs),
          { assumedRunSpread: runSpread, confidence },
        );
        return group.flatMap(({ cell }, at) => {
          const inference = found[at];
          return inference ? [[cell, inference] as const] : [];
        });
      }),
  );
}

function runsOf(metric: Metric, { base, head }: JoinedCell): CellRuns | null {
  const [one, two] = [base, head].map((runs) => (runs.length === 1 ? logsOf(metric, runs) : null));
  return one && two ? [one, two] : null;
}

/** Logs by trial number, which is also that of the block; null if there are too few, or one figure is 0. */
function logsOf(metric: Metric, runs: readonly RunOfCell[]): Run | null {
  const figures = runs.flatMap(({ ok, cell }) =>
    ok.flatMap((trial) => {
      const figure = metric.read(trial, cell);
      return figure !== null && isPlausible(figure) ? [[trial.trial, Math.log(figure)] as const] : [];
    }),
  );
  const logs = new Map(figures.toSorted(([a], [b]) => a - b));
  return logs.size >= LEAST_TRIALS && [...logs.values()].every(Number.isFinite) ? logs : null;
}
