import type { Cell, Interruption, OkTrial, RunHeader, RunWarning, Trial } from '../records/run.ts';
import { type BeforeAndAfter, commonShift, SITTINGS_DIFFER } from '../stats/common-shift.ts';
import { metricOf } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';

/** Rarer than this by chance, over all interruptions of the run. */
const ALPHA = 0.01;
/** Trials on a quiet host differ by 1 to 2%. */
const LEAST_CHANGE = 0.02;

/**
 * sittingsDiffer compares the trials on both sides of each interruption, by the metric that decides: a change that all
 * variants share is one of the host, or of what the app depends on.
 */
export function sittingsDiffer(
  { scenarios }: Pick<RunHeader['plan'], 'scenarios'>,
  cells: readonly Cell[],
  trials: readonly Trial[],
  interruptions: readonly Interruption[],
): RunWarning[] {
  const ok = trials.filter((trial) => trial.status === 'ok');
  const metrics = new Map(scenarios.map(({ name, metric }) => [name, metricOf(metric)]));
  return interruptions.flatMap(({ afterTrial }, index) => {
    const from = interruptions[index - 1]?.afterTrial ?? 0;
    const to = interruptions[index + 1]?.afterTrial ?? Number.POSITIVE_INFINITY;
    const before = ok.filter(({ order }) => order > from && order <= afterTrial);
    const after = ok.filter(({ order }) => order > afterTrial && order <= to);
    return [...new Set(metrics.values())].flatMap((metric) => {
      const judged = cells.filter(({ scenario }) => metrics.get(scenario) === metric);
      const groups = judged.map((cell) => ({
        before: logarithms(before, cell, metric),
        after: logarithms(after, cell, metric),
      }));
      return warningOf(groups, metric, afterTrial, interruptions.length);
    });
  });
}

/** Logarithms make the change of every variant a ratio. Figures of 0 have none. */
function logarithms(trials: readonly OkTrial[], cell: Cell, { read }: Metric): number[] {
  return trials.flatMap((trial) => {
    const value = trial.cell === cell.id ? read(trial, cell) : null;
    return value === null || value <= 0 ? [] : [Math.log(value)];
  });
}

function warningOf(
  groups: readonly BeforeAndAfter[],
  { label }: Metric,
  afterTrial: number,
  interruptions: number,
): RunWarning[] {
  const found = commonShift(groups);
  if (found === null || found.pValue * interruptions >= ALPHA) return [];
  const change = Math.expm1(found.shift);
  if (Math.abs(change) < LEAST_CHANGE) return [];
  const text = `the variants’ ${label} changed together while the run was interrupted after trial ${afterTrial}: the host or what the app depends on was not the same, so that a variant with more trials on one side is favoured`;
  return [{ code: SITTINGS_DIFFER, text, numbers: { sittingChange: change }, cell: null }];
}
