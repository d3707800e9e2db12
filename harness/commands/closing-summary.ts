/** The last words of a run: a line a setup, and where the report is. */
import { relative } from 'node:path';
import type { CellResult } from '../../reports/cell-result.ts';
import { errorTotal } from '../../reports/cell-result.ts';
import { counted, figure, fixed, UNKNOWN } from '../../reports/format.ts';
import { groupResults } from '../../reports/groups.ts';
import { type Palette, paletteFor } from '../progress/palette.ts';
import type { RunRecord } from '../record.ts';
import type { Surroundings } from './surroundings.ts';

const HEADINGS = ['setup', 'req/s', 'p50 ms', 'p99 ms', 'errors'];

/** @param report path of the report, null where there is none; ends in a newline */
export function closingSummary(
  record: RunRecord,
  report: string | null,
  { stdout, env, cwd }: Pick<Surroundings, 'env' | 'cwd'> & { readonly stdout: { readonly isTTY?: boolean } },
): string {
  const palette = paletteFor(stdout, env);
  const groups = groupResults(record);
  const tables = groups.map(({ scenario, app, results }) => {
    const title = groups.length > 1 ? [palette.strong(`${scenario}, ${app}`)] : [];
    return [...title, ...tableOf(results, palette)].join('\n');
  });
  return `\n${[...tables, lastLines(record, report, cwd, palette)].filter(Boolean).join('\n\n')}\n`;
}

function tableOf(results: readonly CellResult[], palette: Palette): string[] {
  const rows = results.map(rowOf);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    palette.quiet(line(HEADINGS)),
    ...rows.map((row, index) => {
      const failed = results[index]?.failed.length ?? 0;
      return failed > 0 ? `${line(row)}  ${palette.bad(`${counted(failed, 'trial')} failed`)}` : line(row);
    }),
  ];
}

function rowOf({ setup, figures }: CellResult): string[] {
  if (!figures) return [setup, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
  const { throughput, latency, errors } = figures;
  return [
    setup,
    fixed(throughput.mean, 0),
    figure(latency.p50),
    figure(latency.p99),
    fixed(errorTotal(errors), 0),
  ];
}

function lastLines(record: RunRecord, report: string | null, cwd: string, palette: Palette): string {
  const planned = record.plan.cells.length * record.plan.trialsPerCell;
  const partial =
    record.status === 'partial'
      ? [palette.doubtful(`stopped after ${fixed(record.trials.length, 0)} of ${counted(planned, 'trial')}`)]
      : [];
  const where = report === null ? [] : [`report: ${palette.strong(relative(cwd, report) || report)}`];
  return [...partial, ...where].join('\n');
}
