import type { ComparedCell, Comparison } from '../../../harness/records/comparison.ts';
import { changeInWords, changeText, plainPercent } from '../../compare/words.ts';
import type { Row, RowsFigure } from '../figure.ts';
import { betterText, rowNames, sidesLines, subjectOf } from './labels.ts';
import { BEYOND_DRAWING, percentAxis, type Range, ZERO } from './percent-axis.ts';
import { entryOf, VERDICT_STYLE, VERDICTS } from './verdict-style.ts';

/** Intervals may be many times as wide as anything that matters: none is shown farther than this times the largest change. */
const FARTHEST = 2.2;

/** The change of each variant with its interval, a row each. Null where no variant has one. */
export function effectsFigure(comparison: Comparison): RowsFigure | null {
  const { cells, method } = comparison;
  const drawn = cells.filter(isDrawn);
  if (drawn.length === 0) return null;
  const names = rowNames(cells);
  const rows = cells.map((cell, at) => rowOf(cell, names[at] ?? ''));
  return {
    kind: 'rows',
    id: 'effects',
    title: `Change of ${subjectOf(cells)}`,
    subtitle: [
      ...sidesLines(comparison),
      `whiskers: ${plainPercent(method.confidence)} interval; ${bandText(cells)}`,
    ],
    alt: `Change of each variant with its interval: ${spoken(rows)}`,
    group: 'comparison',
    axis: percentAxis(rangeOf(drawn, cells), `change from base to head${betterText(cells)}`),
    legend: VERDICTS.filter((verdict) => drawn.some((cell) => cell.verdict === verdict)).map(entryOf),
    rules: [ZERO],
    rows,
  };
}

function rowOf(cell: ComparedCell, name: string): Row {
  const { verdict, primary, threshold } = cell;
  const { colour, tone } = VERDICT_STYLE[verdict];
  const { name: entry } = entryOf(verdict);
  const { change, interval } = primary;
  const isShown = change !== null && isDrawn(cell);
  return {
    name,
    colour,
    isProxied: false,
    band: [-100 * threshold, 100 * threshold],
    bars: [],
    points: isShown
      ? [{ value: 100 * change, entry, interval: interval && [100 * interval.low, 100 * interval.high] }]
      : [],
    limit: null,
    text: textOf(cell),
    ...(isShown && tone ? { textTone: tone } : isShown ? {} : { textTone: 'quiet' }),
  };
}

function textOf({ verdict, primary }: ComparedCell): string {
  if (primary.change === null) return 'no figures to compare';
  const isDecided = verdict === 'regression' || verdict === 'improvement';
  return isDecided ? changeInWords(primary) : `${changeText(primary)}, ${entryOf(verdict).name}`;
}

const MOST_SPOKEN = 6;

function spoken(rows: readonly Row[]): string {
  const each = rows.slice(0, MOST_SPOKEN).map(({ name, text }) => `${name} ${text}`);
  return [...each, ...(rows.length > MOST_SPOKEN ? [`${rows.length - MOST_SPOKEN} more`] : [])].join('; ');
}

function isDrawn({ primary: { change } }: ComparedCell): boolean {
  return change !== null && Math.abs(change) <= BEYOND_DRAWING;
}

/** Holds every change and every band, and as much of the intervals as does not push those into a corner. */
function rangeOf(drawn: readonly ComparedCell[], cells: readonly ComparedCell[]): Range {
  const band = 100 * Math.max(...cells.map(({ threshold }) => threshold));
  const changes = drawn.map(({ primary }) => 100 * (primary.change ?? 0));
  const farthest = FARTHEST * Math.max(band, ...changes.map(Math.abs));
  const ends = drawn.flatMap(({ primary: { interval } }) =>
    interval === null ? [] : [100 * interval.low, 100 * interval.high],
  );
  const within = (value: number) => Math.min(farthest, Math.max(-farthest, value));
  const low = Math.min(-1.25 * band, ...changes, ...ends.map(within));
  const high = Math.max(1.25 * band, ...changes, ...ends.map(within));
  const room = 0.04 * (high - low);
  return { low: Math.max(-100, low - room), high: high + room };
}

function bandText(cells: readonly ComparedCell[]): string {
  const [only = '', ...others] = new Set(cells.map(({ threshold }) => plainPercent(threshold)));
  return `shaded: ${others.length === 0 ? `±${only}, ` : ''}an interval within it shows no change`;
}
