import type { Cell, OkTrial } from '../../../harness/records/run.ts';
import { sum } from '../../../harness/stats/summary.ts';
import type { CellResult } from '../../cell-result.ts';
import { between, fixed } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { RowPoint, RowsFigure } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled, trialsBehind } from './labels.ts';

/** Share of the row's height over which the lanes of its trials are spread. */
const SPREAD = 0.44;

/** Requests of each worker against the even share, a row per variant, a dot per worker and trial. Null where none counted. */
export function workerSharesFigure(group: Group, colours: CellColours): RowsFigure | null {
  const results = group.results.filter(
    (result) =>
      result.cell.workers > 1 && result.ok.some((trial) => sharesOfEven(trial, result.cell).length > 0),
  );
  if (results.length === 0) return null;
  const points = results.map(pointsOf);
  const largest = Math.max(...points.flat().map(({ value }) => value));
  const inTrials = results.every(({ ok }) => ok.length < 2) ? '' : ` in one of ${trialsBehind(results)}`;
  return {
    kind: 'rows',
    ...titled('worker-shares', 'Balance over workers', 'Requests of each worker', group),
    subtitle: [`a dot is one worker${inTrials}; all at 100% would be even`],
    axis: {
      title: 'requests of a worker, percent of the even share',
      scale: 'linear',
      min: 0,
      max: Math.max(150, largest * 1.05),
      unit: '%',
      suffix: '%',
    },
    legend: [],
    rules: [{ at: 100, axis: 'x', label: null, tone: 'quiet' }],
    rows: results.map((result, at) => ({
      ...rowOf(result, colours),
      bars: [],
      points: points[at] ?? [],
      limit: null,
      text: between(
        (points[at] ?? []).map(({ value }) => value),
        (value) => `${fixed(value, 0)}%`,
      ),
    })),
  };
}

/** Workers of several trials lie on lanes of their own, closely below each other, so that few hide others. */
function pointsOf({ cell, ok }: CellResult): RowPoint[] {
  return ok.flatMap((trial, at) => {
    const aside = ok.length > 1 ? (at / (ok.length - 1) - 0.5) * SPREAD : 0;
    return sharesOfEven(trial, cell).map((value) => ({
      value,
      entry: null,
      interval: null,
      aside,
      about: `trial ${trial.trial}`,
    }));
  });
}

/**
 * Percent of the even share, a value per worker. Empty where no request came, or where a worker's requests are unknown:
 * it may have ended inside the window.
 */
function sharesOfEven({ processes }: OkTrial, { workers }: Pick<Cell, 'workers'>): number[] {
  const members = processes.filter(({ role }) => role === 'worker');
  const counts = members.map(({ requests }) => requests).filter((requests) => requests !== null);
  const total = sum(counts);
  if (counts.length < Math.max(members.length, workers) || total === 0) return [];
  return counts.map((requests) => (100 * requests * counts.length) / total);
}
