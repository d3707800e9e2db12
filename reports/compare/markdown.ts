/** comparison.md: the outcome in words, then what it rests on. A pure function of the comparison. */
import type { Comparison } from '../../harness/records/comparison.ts';
import { bullets, details, section } from '../blocks.ts';
import { code, escaped } from '../escape.ts';
import type { ComparisonFigure } from '../figures/compare/comparison-figures.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { capital, counted } from '../format.ts';
import { compareFindings } from './findings.ts';
import { outcome } from './headline.ts';
import { howToReadComparison } from './how-to-read.ts';
import { cellNames, short } from './names.ts';
import { sidesTable } from './sides.ts';
import { differencesTable, gatesTable, othersTable, verdictTable } from './table.ts';

/** A comment on GitHub holds 65,536 characters. */
const LIMIT = 60_000;

/** How much is told. */
interface Detail {
  /** The metrics that do not gate. */
  readonly others: boolean;
  /** Of each table and list of names. */
  readonly rows: number;
}

/** From all there is to what fits, but for names that are made to be long. */
const DETAILS: readonly [Detail, ...Detail[]] = [
  { others: true, rows: Number.POSITIVE_INFINITY },
  { others: false, rows: Number.POSITIVE_INFINITY },
  { others: false, rows: 40 },
  { others: false, rows: 10 },
];

/**
 * The comparison in GitHub's Markdown, ending in a newline: always short enough for a comment on a pull request. What
 * does not fit is left out, the metrics that do not gate first, and the text says so.
 *
 * @param charts pictures that lie beside the file; what is not among them is not shown
 * @param undrawn pictures that should be there and are not, with the reason
 */
export function renderComparison(
  comparison: Comparison,
  charts: readonly ComparisonFigure[] = [],
  undrawn: readonly UndrawnFigure[] = [],
): string {
  let parts: string[] = [];
  for (const detail of DETAILS) {
    parts = written(comparison, charts, undrawn, detail);
    const text = joined(parts);
    if (text.length <= LIMIT) return text;
  }
  return joined(fitting(parts));
}

/** What comes first is told first; parts are whole, or not there. */
function fitting(parts: readonly string[]): string[] {
  let left = LIMIT;
  const kept = parts.filter((part) => {
    if (part.length + 2 > left) return false;
    left -= part.length + 2;
    return true;
  });
  return [...kept, 'What would make this text too long is left out: it is in `comparison.json`.'];
}

function written(
  comparison: Comparison,
  charts: readonly ComparisonFigure[],
  undrawn: readonly UndrawnFigure[],
  { others, rows }: Detail,
): string[] {
  const { base, head, gates, onlyInBase, onlyInHead } = comparison;
  return [
    `## ${escaped(capital(outcome(comparison)))}`,
    `${code(short(head.label))} (head) against ${code(short(base.label))} (base)${spentOn(comparison)}.`,
    acrossHosts(comparison),
    partial(comparison),
    verdictTable(comparison, rows),
    bullets(compareFindings(comparison)),
    section('### Gates', gatesTable(gates, rows)),
    section('### The sides differ in more than the change', differencesTable(comparison, rows)),
    ...charts.map(({ file, data }) => `![${escaped(data.alt)}](${encodeURI(file)})`),
    onlyIn('base', onlyInBase, rows),
    onlyIn('head', onlyInHead, rows),
    others
      ? details('Other metrics', othersTable(comparison))
      : 'The metrics that do not gate would make this text too long: they are in `comparison.json`.',
    details('The sides', sidesTable(comparison)),
    details('How to read this', howToReadComparison(comparison)),
    bullets(undrawn.map(({ file, reason }) => `Not drawn: ${code(file)}: ${escaped(short(reason))}`)),
    `Written by ${escaped(short(comparison.tool.name))} ${escaped(short(comparison.tool.version))}; every figure comes from \`comparison.json\`.`,
  ].filter((part) => part !== '');
}

/** `, 3 runs against 2`, or how many pairs. */
function spentOn({ base, head, cells, method }: Comparison): string {
  if (method.name === 'paired-sequential') {
    const pairs = cells.flatMap((cell) => cell.pairs ?? []);
    if (pairs.length === 0) return '';
    const [low, high] = [Math.min(...pairs), Math.max(...pairs)];
    return `, ${low === high ? '' : `${low} to `}${counted(high, 'pair')} of trials a setup`;
  }
  return `, ${counted(head.runs.length, 'run')} against ${counted(base.runs.length, 'run')}`;
}

function acrossHosts({ acrossHosts: across }: Comparison): string {
  return across
    ? [
        '> [!WARNING]',
        '> **The sides ran on different hosts.** What differs below may be the hosts and not the code: the same code on two hosts differs by more than most changes do. No verdict here says which.',
      ].join('\n')
    : '';
}

function partial({ base, head }: Comparison): string {
  const stopped = [...base.runs, ...head.runs].filter(({ status }) => status === 'partial').length;
  return stopped === 0
    ? ''
    : `**Partial**: ${counted(stopped, 'run')} ${stopped === 1 ? 'was' : 'were'} stopped before the end.`;
}

function onlyIn(side: string, ids: readonly string[], most: number): string {
  return ids.length === 0 ? '' : `Only in the ${side}, and not compared: ${cellNames(ids, most)}.`;
}

function joined(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
