import type { Comparison } from '../../../harness/records/comparison.ts';
import { metricFigure, metricValue } from '../../compare/words.ts';
import type { LegendEntry, Row, RowsFigure } from '../figure.ts';
import { BASE, headEntry, lanesOf, MEAN, type SidePoints, sidePoints } from './distribution-points.ts';
import { betterText, rowNames, sidesLines, subjectOf } from './labels.ts';
import { percentAxis, type Range, ZERO } from './percent-axis.ts';
import { VERDICT_STYLE, VERDICTS } from './verdict-style.ts';

/** Trials this many times as far from the base as nine in ten of them stand at the edge, as arrows. */
const OUTLYING = 3;

/** Every trial of both sides against the base's mean, a row per variant. Null where no base has a mean. */
export function distributionsFigure(comparison: Comparison): RowsFigure | null {
  const { cells } = comparison;
  const sides = cells.map((cell) => sidePoints(cell, lanesOf(comparison)));
  const trials = sides.flatMap(({ trials: all }) => all.map(({ value }) => value));
  if (trials.length === 0) return null;
  const range = rangeOf(sides);
  const names = rowNames(cells);
  return {
    kind: 'rows',
    id: 'distributions',
    title: `Trials of both sides, ${subjectOf(cells)}`,
    subtitle: [...sidesLines(comparison), explanation(comparison, trials, range)],
    alt: 'Every trial of both sides against the mean of the base',
    group: 'comparison',
    axis: percentAxis(range, `compared with the mean of the base${betterText(cells)}`),
    legend: legendOf(comparison, sides),
    rules: [ZERO],
    lanes: lanesOf(comparison),
    rows: sides.map(({ cell, trials: points, means, links }, at): Row => {
      const { metric, base, head } = cell.primary;
      const { colour, tone } = VERDICT_STYLE[cell.verdict];
      const isEmpty = points.length === 0;
      return {
        name: names[at] ?? '',
        colour,
        isProxied: false,
        bars: [],
        points: [...points, ...means],
        links,
        limit: null,
        text: isEmpty
          ? 'no figures to compare'
          : `${metricFigure(metric, base.mean)} to ${metricValue(metric, head.mean)}`,
        ...(isEmpty ? { textTone: 'quiet' } : tone ? { textTone: tone } : {}),
      };
    }),
  };
}

function legendOf({ cells }: Comparison, sides: readonly SidePoints[]): LegendEntry[] {
  const isShown = (name: string) =>
    sides.some(({ trials, means }) => [...trials, ...means].some(({ entry }) => entry === name));
  const heads = VERDICTS.filter((verdict) => cells.some((cell) => cell.verdict === verdict)).map(headEntry);
  return [BASE, ...heads, MEAN].filter(({ name }) => isShown(name));
}

function explanation({ cells }: Comparison, trials: readonly number[], { low, high }: Range): string {
  const isPaired = cells.some(({ pairs }) => pairs !== null);
  const hasRuns = cells.some(({ primary: { base, head } }) => base.runs.length > 1 || head.runs.length > 1);
  const beyond = trials.filter((value) => value < low || value > high).length;
  return [
    'a dot is a trial, base above head',
    ...(hasRuns ? ['a line of dots is a run'] : []),
    ...(isPaired ? ['lines join pairs'] : []),
    ...(beyond > 0 ? [`arrows at the edge: ${beyond} beyond`] : []),
  ].join('; ');
}

/** Holds every mean and nearly every trial: one that stalled must not push the others into a corner. */
function rangeOf(sides: readonly SidePoints[]): Range {
  const values = sides.flatMap(({ trials }) => trials.map(({ value }) => value));
  const means = sides.flatMap((side) => side.means.map(({ value }) => value));
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  const farthest = Math.max(OUTLYING * usual, ...means.map((mean) => 1.2 * Math.abs(mean)));
  const within = values.filter((value) => Math.abs(value) <= farthest);
  const low = Math.min(-1, ...within, ...means);
  const high = Math.max(1, ...within, ...means);
  const room = 0.05 * (high - low);
  return { low: low - room, high: high + room };
}
