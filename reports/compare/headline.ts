/** The outcome of a comparison on one line. */
import type { ComparedCell, CompareVerdict, Comparison } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { clipped } from '../clipped.ts';
import { plainLine } from '../escape.ts';
import { counted, fixed } from '../format.ts';
import { changeInWords, changeText, NO_FIGURES, remedyText } from './words.ts';

const LONGEST_ID = 60;

/**
 * What came out, and the worst of it, as plain text on one line: for titles of issues, notifications and the last
 * line of a terminal. Names in it are free of controls and cut to 60 characters; where the line goes into Markdown
 * it has to be escaped.
 */
export function headline(comparison: Comparison): string {
  const [worst, ...others] = comparison.cells
    .filter(({ verdict }) => verdict === 'regression')
    .toSorted((a, b) => Math.abs(b.primary.change ?? 0) - Math.abs(a.primary.change ?? 0));
  const text = outcome(comparison);
  if (worst === undefined || comparison.cells.length === 1) return text;
  const rest = others.length === 0 ? '' : ` and ${fixed(others.length, 0)} more`;
  return `${text}; ${others.length === 0 ? '' : 'worst: '}${named(worst)}${rest}`;
}

/** The same without names of many setups: `2 regressions among 12 setups (9 unchanged, 1 cannot tell)`. */
export function outcome(comparison: Comparison): string {
  const { cells, gates, acrossHosts } = comparison;
  const missed = gates.filter(({ met }) => !met).length;
  const failed = cells.reduce((sum, cell) => sum + cell.failed.base + cell.failed.head, 0);
  const [only] = cells;
  return [
    only === undefined ? 'nothing could be compared' : cells.length === 1 ? ofOne(only) : ofMany(cells),
    ...(missed === 0 ? [] : [`${fixed(missed, 0)} of ${counted(gates.length, 'gate')} not met`]),
    ...(failed === 0 ? [] : [`${counted(failed, 'trial')} failed`]),
    ...(acrossHosts ? ['across hosts'] : []),
  ].join('; ');
}

function ofMany(cells: readonly ComparedCell[]): string {
  const broken = cells.filter(isBroken).length;
  const count = (verdict: CompareVerdict) => cells.filter((cell) => cell.verdict === verdict).length;
  const regressions = count('regression');
  const undecided = count('undecided') - broken;
  const setups = counted(cells.length, 'setup');
  if (undecided === cells.length) return `cannot tell in any of ${setups}`;
  const rest = [
    [count('improvement'), 'improved'],
    [count('no-change'), 'unchanged'],
    [undecided, 'cannot tell'],
  ] as const;
  const told = rest.filter(([number]) => number > 0).map(([number, word]) => `${fixed(number, 0)} ${word}`);
  if (regressions + broken === 0) return `no regression: ${told.join(', ')}`;
  const bad = [
    ...(regressions === 0 ? [] : [counted(regressions, 'regression')]),
    ...(broken === 0 ? [] : [`${fixed(broken, 0)} ${NO_FIGURES}`]),
  ];
  const among = `${bad.join(' and ')} among ${setups}`;
  return told.length === 0 ? among : `${among} (${told.join(', ')})`;
}

function ofOne(cell: ComparedCell): string {
  if (isBroken(cell)) return `${NO_FIGURES}: ${shortId(cell)}`;
  const remedy = remedyText(cell);
  switch (cell.verdict) {
    case 'regression':
      return `regression: ${named(cell)}`;
    case 'improvement':
      return `no regression, an improvement: ${named(cell)}`;
    case 'no-change':
      return `no change: ${named(cell)}`;
    case 'undecided':
      return `cannot tell: ${shortId(cell)} ${changeText(cell.primary)}${remedy === null ? '' : `; ${remedy}`}`;
  }
}

function named(cell: ComparedCell): string {
  return `${shortId(cell)} ${changeInWords(cell.primary)}`;
}

function shortId({ id }: ComparedCell): string {
  return clipped(plainLine(id), LONGEST_ID);
}
