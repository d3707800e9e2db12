/** The outcome of a comparison on one line. */
import type { ComparedCell, CompareVerdict, Comparison } from '../../harness/records/comparison.ts';
import { unmetGates } from '../../harness/records/gate.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { clipped } from '../clipped.ts';
import { counted, fixed } from '../format.ts';
import { gatesInWords } from '../gates/words.ts';
import { plainLine } from '../render/plain-text.ts';
import { remedyText, VERDICT_WORDS, WITHOUT_FIGURES } from './verdict-words.ts';
import { changeInWords, changeText } from './words.ts';

const LONGEST_ID = 60;

/**
 * The outcome and the worst regression, as plain text on one line: for titles of issues, notifications and the last
 * line of a terminal. Names in it hold no control characters and are cut to 60 characters.
 */
export function headline(comparison: Comparison): string {
  const [worst, ...others] = comparison.cells
    .filter(({ verdict }) => verdict === 'regression')
    .toSorted((a, b) => Math.abs(b.primary.change ?? 0) - Math.abs(a.primary.change ?? 0));
  const line = outcome(comparison);
  if (worst === undefined || comparison.cells.length === 1) return line;
  const rest = others.length === 0 ? '' : ` and ${fixed(others.length, 0)} more`;
  return `${line}; ${others.length === 0 ? '' : 'worst: '}${named(worst)}${rest}`;
}

/** The outcome, without the worst regression: `2 regressions among 12 variants (9 unchanged, 1 undecided)`. */
export function outcome(comparison: Comparison): string {
  const { cells, gates, acrossHosts } = comparison;
  const isMet = unmetGates(gates).length === 0;
  const failed = cells.reduce((sum, cell) => sum + cell.failed.base + cell.failed.head, 0);
  const [only] = cells;
  return [
    only === undefined ? 'nothing could be compared' : cells.length === 1 ? ofOne(only) : ofMany(cells),
    ...(isMet ? [] : [gatesInWords(gates)]),
    ...(failed === 0 ? [] : [`${counted(failed, 'trial')} failed`]),
    ...(acrossHosts ? ['across hosts'] : []),
  ].join('; ');
}

function ofMany(cells: readonly ComparedCell[]): string {
  const broken = cells.filter(isBroken).length;
  const count = (verdict: CompareVerdict) => cells.filter((cell) => cell.verdict === verdict).length;
  const regressions = count('regression');
  const undecided = count('undecided') - broken;
  const variants = counted(cells.length, 'variant');
  if (undecided === cells.length) return `undecided in all ${variants}`;
  const others = [
    [count('improvement'), 'improved'],
    [count('no-change'), 'unchanged'],
    [undecided, VERDICT_WORDS.undecided],
  ] as const;
  const counts = others
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${fixed(number, 0)} ${word}`);
  if (regressions + broken === 0) return `no regression: ${counts.join(', ')}`;
  const bad = [
    ...(regressions === 0 ? [] : [counted(regressions, 'regression')]),
    ...(broken === 0 ? [] : [`${fixed(broken, 0)} ${WITHOUT_FIGURES}`]),
  ];
  const among = `${bad.join(' and ')} among ${variants}`;
  return counts.length === 0 ? among : `${among} (${counts.join(', ')})`;
}

function ofOne(cell: ComparedCell): string {
  if (isBroken(cell)) return `${WITHOUT_FIGURES}: ${shortId(cell)}`;
  const remedy = remedyText(cell);
  switch (cell.verdict) {
    case 'regression':
      return `regression: ${named(cell)}`;
    case 'improvement':
      return `no regression, an improvement: ${named(cell)}`;
    case 'no-change':
      return `no change: ${named(cell)}`;
    case 'undecided':
      return `undecided: ${shortId(cell)} ${changeText(cell.primary)}${remedy === null ? '' : `; ${remedy}`}`;
  }
}

function named(cell: ComparedCell): string {
  return `${shortId(cell)} ${changeInWords(cell.primary)}`;
}

function shortId({ id }: ComparedCell): string {
  return clipped(plainLine(id), LONGEST_ID);
}
