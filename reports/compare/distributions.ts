/** Every trial of both sides, a row a setup. */
import type { ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-plugin-annotation';
import type { Comparison } from '../../harness/records/comparison.ts';
import { clipped } from '../charts/labels.ts';
import { MUTED, PAPER } from '../charts/palette.ts';
import type { Drawing } from '../charts/render.ts';
import { paddingFor, type RowText, rightColumn } from '../charts/right-column.ts';
import {
  betterText,
  chartSubject,
  percentAxis,
  type Range,
  rowAxis,
  rowLabels,
  sidesText,
  VERDICT_STYLE,
  VERDICTS,
  zeroLine,
} from './chart-rows.ts';
import { means, outliers, pairLines } from './distribution-marks.ts';
import { BASE, type Dot, type Heights, type Row, rangeOf, rowOf } from './distribution-rows.ts';
import { VERDICT_WORDS } from './verdict-words.ts';
import { metricValue } from './words.ts';

const COLUMN = 176;
/** CSS pixels: of a run's line of dots, of the least and the most that a side takes, and between setups. */
const LANE = 13;
const LEAST = 18;
const TALLEST = 52;
const GAP = 16;
/** Between the sides of a setup, where lines join pairs: they need some height to be told apart. */
const BETWEEN = { few: 44, many: 16 };
const MANY = 8;
const RADIUS = 4;
/** Of the subtitle. */
const LINE = 18;
const STRIPE = '#f6f8fa';

/** Every trial of both sides against the base's mean, a row a setup. Null where no base has a mean. */
export function distributionsChart(comparison: Comparison): Drawing | null {
  const { cells } = comparison;
  const most = Math.max(
    1,
    ...cells.flatMap(({ primary }) => [primary.base.runs.length, primary.head.runs.length]),
  );
  const side = Math.max(LEAST, Math.min(TALLEST, LANE * most));
  const paired = cells.some(({ pairs }) => pairs !== null);
  const between = !paired ? 0 : cells.length > MANY ? BETWEEN.many : BETWEEN.few;
  const height = 2 * side + between + GAP;
  const heights = {
    side: side / height,
    middle: (side + between) / 2 / height,
    lane: Math.min(LANE, side / most) / height,
  };
  const rows = cells.map((cell, index) => rowOf(cell, index, heights));
  const dots = rows.flatMap(({ base, head }) => [...base, ...head].flat());
  if (dots.length === 0) return null;
  const range = rangeOf(rows);
  const shown = (runs: readonly (readonly Dot[])[]) =>
    runs.flat().filter(({ x }) => x >= range.low && x <= range.high);
  const points = { pointRadius: RADIUS, pointBorderWidth: 1.25, pointStyle: 'circle' as const };
  const configuration: ChartConfiguration<'scatter'> = {
    type: 'scatter',
    data: {
      datasets: [
        {
          ...points,
          label: 'base',
          data: rows.flatMap(({ base }) => shown(base)),
          pointBorderColor: BASE.stroke,
          pointBackgroundColor: BASE.fill,
          borderColor: BASE.stroke,
        },
        ...VERDICTS.filter((verdict) =>
          rows.some(({ cell, head }) => cell.verdict === verdict && head.flat().length > 0),
        ).map((verdict) => ({
          ...points,
          label: `head: ${VERDICT_WORDS[verdict]}`,
          data: rows.flatMap(({ cell, head }) => (cell.verdict === verdict ? shown(head) : [])),
          pointBorderColor: VERDICT_STYLE[verdict].stroke,
          pointBackgroundColor: translucent(VERDICT_STYLE[verdict].fill),
          borderColor: VERDICT_STYLE[verdict].stroke,
        })),
      ],
    },
    options: {
      layout: { padding: paddingFor(COLUMN) },
      scales: {
        x: percentAxis(range, `against the base’s mean${betterText(cells)}`) as never,
        y: rowAxis(rowLabels(cells)) as never,
      },
      plugins: {
        legend: { align: 'start', labels: { usePointStyle: true, boxHeight: 8, padding: 18 } },
        title: { display: true, text: `Trials of both sides, ${chartSubject(cells)}` },
        subtitle: { display: true, text: subtitle(comparison, most, dots, range), padding: { bottom: 4 } },
        annotation: {
          annotations: {
            ...Object.fromEntries(rows.flatMap((_, row) => (row % 2 === 1 ? [stripe(row)] : []))),
            zero: zeroLine,
          },
        },
      },
    },
    plugins: [
      pairLines(rows) as Plugin<'scatter'>,
      means(rows, heights) as Plugin<'scatter'>,
      outliers(rows, range) as Plugin<'scatter'>,
      rightColumn(columnOf(rows, heights), COLUMN) as Plugin<'scatter'>,
    ],
  };
  return {
    height: 182 + LINE * sidesText(comparison).length + height * cells.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

/** Dots that lie over each other stay to be told apart; hollow ones are. */
function translucent(colour: string): string {
  return colour === PAPER ? PAPER : `${colour}77`;
}

function stripe(row: number) {
  const box = {
    type: 'box' as const,
    yMin: row - 0.5,
    yMax: row + 0.5,
    backgroundColor: STRIPE,
    borderWidth: 0,
    drawTime: 'beforeDraw' as const,
  };
  return [`stripe-${row}`, box];
}

function subtitle(
  comparison: Comparison,
  most: number,
  dots: readonly Dot[],
  { low, high }: Range,
): string[] {
  const paired = comparison.cells.some(({ pairs }) => pairs !== null);
  const beyond = dots.filter(({ x }) => x < low || x > high).length;
  return [
    ...sidesText(comparison),
    clipped(
      [
        'a dot is a trial, base above head',
        ...(most > 1 ? ['a line of dots is a run'] : []),
        'bars: geometric means',
        ...(paired ? ['lines join pairs'] : []),
        ...(beyond > 0 ? [`arrows at the edge: ${beyond} beyond`] : []),
      ].join('; '),
      130,
    ),
  ];
}

/** The means of both sides at their heights, or that there are none. */
function columnOf(rows: readonly Row[], { middle }: Heights): RowText[] {
  return rows.flatMap(({ cell, base }, row): RowText[] => {
    if (base.length === 0) return [{ text: 'no figures to compare', colour: MUTED, place: 'row', at: row }];
    const { metric, base: before, head: after } = cell.primary;
    return [
      { text: metricValue(metric, before.mean), colour: BASE.text, at: row - middle },
      { text: metricValue(metric, after.mean), colour: VERDICT_STYLE[cell.verdict].stroke, at: row + middle },
    ];
  });
}
