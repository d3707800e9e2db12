/** The last words of a run: a line a setup, and where the report is. */
import { relative } from 'node:path';
import type { CellFigures } from '../../reports/cell-result.ts';
import { errorTotal } from '../../reports/cell-result.ts';
import { type Estimate, withInterval } from '../../reports/estimate.ts';
import { counted, figure, fixed, UNKNOWN } from '../../reports/format.ts';
import { type Group, groupResults } from '../../reports/groups.ts';
import { precisionMissed, stoppedAfter } from '../../reports/trial-counts.ts';
import type { RunRecord } from '../records/run.ts';
import { usualMetric } from '../stats/metrics/index.ts';
import { percentiles } from '../stats/percentiles.ts';
import { isAtSetRate } from '../stats/set-rate.ts';
import { type Palette, paletteFor } from '../terminal/palette.ts';
import type { Surroundings } from './surroundings.ts';

type Column = readonly [heading: string, tell: (figures: CellFigures) => string];

const mean = (known: Estimate | null) => (known ? figure(known.mean) : UNKNOWN);
const reached: Column = [usualMetric.narrowTitle, ({ throughput }) => figure(throughput.mean)];
const errors: Column = ['errors', ({ errors }) => fixed(errorTotal(errors), 0)];

/** Percentiles that few columns have room for. */
const SHOWN: readonly number[] = [50, 99];

/** What the metric is read with. */
function leading(group: Group): Column[] {
  const { metric, scenarioFacts } = group;
  const isAtRate = scenarioFacts !== null && isAtSetRate(scenarioFacts);
  const score: Column = [
    metric.narrowTitle,
    (figures) => (figures.score ? withInterval(figures.score, metric.shownPer) : UNKNOWN),
  ];
  const offered: Column = [
    'offered',
    ({ typical: { load } }) => (load.offeredRate ? figure(load.offeredRate) : UNKNOWN),
  ];
  return [
    ...(isAtRate ? [offered] : []),
    ...(metric.isRate ? [] : [reached]),
    ...(metric.percentile === null ? [score] : []),
    ...percentiles.flatMap(({ percent, key, name }): Column[] => {
      if (percent === metric.percentile) return [score];
      return SHOWN.includes(percent) ? [[`${name} ms`, ({ latency }) => mean(latency[key])]] : [];
    }),
  ];
}

/** @param report path of the report, null where there is none; ends in a newline */
export function closingSummary(
  record: RunRecord,
  report: string | null,
  { stdout, env, cwd }: Pick<Surroundings, 'env' | 'cwd'> & { readonly stdout: { readonly isTTY?: boolean } },
): string {
  const palette = paletteFor(stdout, env);
  const groups = groupResults(record);
  const tables = groups.map((group) => {
    const { scenario, app } = group;
    const title = groups.length > 1 ? [palette.strong(`${scenario}, ${app}`)] : [];
    return [...title, ...tableOf(group, palette)].join('\n');
  });
  return `\n${[...tables, lastLines(record, report, cwd, palette)].filter(Boolean).join('\n\n')}\n`;
}

function tableOf(group: Group, palette: Palette): string[] {
  const { results } = group;
  const columns = [...leading(group), errors];
  const headings = ['setup', ...columns.map(([heading]) => heading)];
  const rows = results.map(({ setup, figures }) => [
    setup,
    ...columns.map(([, tell]) => (figures ? tell(figures) : UNKNOWN)),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    palette.quiet(line(headings)),
    ...rows.map((row, index) => {
      const failed = results[index]?.failed.length ?? 0;
      return failed > 0 ? `${line(row)}  ${palette.bad(`${counted(failed, 'trial')} failed`)}` : line(row);
    }),
  ];
}

function lastLines(record: RunRecord, report: string | null, cwd: string, palette: Palette): string {
  const partial = record.status === 'partial' ? [palette.doubtful(stoppedAfter(record))] : [];
  const missed = precisionMissed(record);
  const wide = missed === null ? [] : [palette.doubtful(missed)];
  const where = report === null ? [] : [`report: ${palette.strong(relative(cwd, report) || report)}`];
  return [...partial, ...wide, ...where].join('\n');
}
