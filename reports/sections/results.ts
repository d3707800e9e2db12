import type { CellResult } from '../cell-result.ts';
import { errorTotal } from '../cell-result.ts';
import { baseline, compare, type Measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { figure, fixed, likeFigure, megabytes, ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { type Column, table } from '../table.ts';
import { type Note, noteMarks } from './notes.ts';

/** The main table: a row a setup, those without figures too. */
export function resultsTable(group: Group, notes: readonly Note[]): string {
  const single = baseline(group);
  const figures = (title: string, value: (result: Measured) => string): Column<CellResult> => ({
    title,
    align: 'right',
    cell: (result) => (hasFigures(result) ? value(result) : UNKNOWN),
  });
  return table<CellResult>(
    [
      { title: 'setup', align: 'left', cell: (result) => code(result.setup) + noteMarks(result, notes) },
      { title: 'trials', align: 'right', cell: trialCount },
      {
        title: 'throughput (req/s)',
        align: 'right',
        cell: (result) => (hasFigures(result) ? throughput(result) : absence(result)),
      },
      figures('against single', (result) => againstSingle(result, single)),
      figures('p50 (ms)', ({ figures: { latency } }) => figure(latency.p50)),
      figures('p99 (ms)', ({ figures: { latency } }) => figure(latency.p99)),
      figures('errors', ({ figures: { errors } }) => fixed(errorTotal(errors), 0)),
      figures('CPU (% of host)', ({ figures: { cpuBusy } }) => fixed(cpuBusy, 0)),
      figures('app (cores)', ({ figures: { coresByRole } }) => fixed(coresByRole.target, 2)),
      figures('proxy (cores)', ({ cell, figures: { coresByRole } }) =>
        cell.proxy === 'none' ? UNKNOWN : fixed(coresByRole.proxy, 2),
      ),
      figures('load (cores)', ({ figures: { coresByRole } }) => fixed(coresByRole.load, 2)),
      figures('memory (MB)', ({ figures: { memoryBytes } }) =>
        memoryBytes === null ? UNKNOWN : megabytes(memoryBytes),
      ),
    ],
    group.results,
  );
}

/** What the columns of the main table are, to stand below it. */
export function resultsCaption(group: Group): string {
  const spread = group.results.some(({ ok }) => ok.length > 1)
    ? 'Throughput: mean over trials ± standard deviation (n − 1), of correct answers. '
    : 'Throughput: of correct answers, one trial a setup, so that its spread is unknown. ';
  const against = baseline(group)
    ? 'Against single: × the throughput of the single process without proxy; ≈ where the trials show no difference beyond their spread. '
    : 'Against single: not known, for the run has no figures of the single process without proxy. ';
  return (
    `${spread}${against}Percentiles: median over trials of each trial's percentile. Errors: sum over trials. ` +
    'CPU, cores and memory: mean over trials; app is its workers without the primary, memory is the resident set of workers and primary.'
  );
}

function hasFigures(result: CellResult): result is Measured {
  return result.figures !== null;
}

function trialCount({ ok, planned }: CellResult): string {
  return ok.length === planned ? fixed(planned, 0) : `${ok.length} of ${planned}`;
}

function throughput({ figures: { throughput } }: Measured): string {
  const { mean, standardDeviation } = throughput;
  return standardDeviation === null
    ? figure(mean)
    : `${figure(mean)} ± ${likeFigure(standardDeviation, mean)}`;
}

function absence({ failed }: CellResult): string {
  return failed.length > 0 ? '**failed**' : 'not run';
}

function againstSingle(result: Measured, single: Measured | null): string {
  if (single === null) return UNKNOWN;
  if (result === single) return '1 ×';
  const { outcome, ratio: times } = compare(result, single);
  return times === null ? UNKNOWN : `${outcome === 'level' ? '≈ ' : ''}${ratio(times)} ×`;
}
