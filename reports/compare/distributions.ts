import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-plugin-annotation';
import type { ComparedCell, Comparison } from '../../harness/comparison.ts';
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
import { metricValue, VERDICT_WORDS } from './words.ts';

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
/** Dots this many times as far from the base as nine in ten of them stand at the edge, as arrows. */
const OUTLYING = 3;
const STRIPE = '#f6f8fa';
const BASE = { stroke: '#8c959f', fill: '#d8dde3', text: MUTED };

interface Dot {
  readonly x: number;
  readonly y: number;
}

interface Row {
  readonly cell: ComparedCell;
  readonly base: readonly (readonly Dot[])[];
  readonly head: readonly (readonly Dot[])[];
  /** Of the head, in percent of the base's; null where it has none. */
  readonly mean: number | null;
}

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
        ...VERDICTS.filter((verdict) => cells.some((cell) => cell.verdict === verdict)).map((verdict) => ({
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
    height: 200 + height * cells.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

interface Heights {
  /** In rows: of a side, from the row's middle to that of a side, and of each run. */
  readonly side: number;
  readonly middle: number;
  readonly lane: number;
}

/** Base above head, a line a run, those of a side around its middle. */
function rowOf(cell: ComparedCell, row: number, { middle, lane }: Heights): Row {
  const { base, head } = cell.primary;
  const mean = base.mean;
  if (mean === null || mean <= 0) return { cell, base: [], head: [], mean: null };
  const percent = (value: number) => 100 * (value / mean - 1);
  const dots = (runs: readonly (readonly number[])[], shift: number) =>
    runs.map((values, index) => {
      const y = row + shift + (index - (runs.length - 1) / 2) * lane;
      return values.map((value) => ({ x: percent(value), y }));
    });
  return {
    cell,
    base: dots(base.runs, -middle),
    head: dots(head.runs, middle),
    mean: head.mean === null ? null : percent(head.mean),
  };
}

/** Holds every mean and nearly every trial: one that stalled must not push the others into a corner. */
function rangeOf(rows: readonly Row[]): Range {
  const values = rows.flatMap(({ base, head }) => [...base, ...head].flat().map(({ x }) => x));
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  const means = rows.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  const farthest = Math.max(OUTLYING * usual, ...means.map((mean) => 1.2 * Math.abs(mean)));
  const within = values.filter((value) => Math.abs(value) <= farthest);
  const low = Math.min(-1, ...within, ...means);
  const high = Math.max(1, ...within, ...means);
  const room = 0.05 * (high - low);
  return { low: low - room, high: high + room };
}

/** Dots that lie over each other stay to be told apart; hollow ones are. */
function translucent(colour: string): string {
  return colour === PAPER ? PAPER : `${colour}99`;
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
    sidesText(comparison),
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

/** Trials that ran side by side, joined: what is judged there is each pair's own change. */
function pairLines(rows: readonly Row[]): Plugin {
  return {
    id: 'pair-lines',
    beforeDatasetsDraw({ ctx, scales: { x, y }, chartArea }: Chart) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.strokeStyle = '#c9ced4';
      ctx.lineWidth = 1;
      for (const { cell, base, head } of rows) {
        if (cell.pairs === null) continue;
        const others = head.flat();
        for (const [index, from] of base.flat().entries()) {
          const to = others[index];
          if (to === undefined) continue;
          ctx.beginPath();
          ctx.moveTo(x.getPixelForValue(from.x), y.getPixelForValue(from.y));
          ctx.lineTo(x.getPixelForValue(to.x), y.getPixelForValue(to.y));
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
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

/** A bar as tall as the side's lines of dots, behind them. */
function means(rows: readonly Row[], { side, middle }: Heights): Plugin {
  return {
    id: 'means',
    beforeDatasetsDraw({ ctx, scales: { x, y } }: Chart) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      const bar = (at: number, centre: number, colour: string) => {
        const [top, bottom] = [y.getPixelForValue(centre - side / 2), y.getPixelForValue(centre + side / 2)];
        ctx.fillStyle = colour;
        ctx.fillRect(x.getPixelForValue(at) - 1.5, top, 3, bottom - top);
      };
      for (const [row, { cell, base, mean }] of rows.entries()) {
        if (base.length > 0) bar(0, row - middle, BASE.stroke);
        if (mean !== null) bar(mean, row + middle, VERDICT_STYLE[cell.verdict].stroke);
      }
      ctx.restore();
    },
  };
}

/** An arrow at the edge for each trial beyond it. */
function outliers(rows: readonly Row[], { low, high }: Range): Plugin {
  return {
    id: 'outliers',
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }: Chart) {
      if (y === undefined) return;
      ctx.save();
      for (const { cell, base, head } of rows) {
        const sides = [
          [base.flat(), BASE.stroke],
          [head.flat(), VERDICT_STYLE[cell.verdict].stroke],
        ] as const;
        for (const [dots, colour] of sides) {
          ctx.fillStyle = colour;
          for (const dot of dots) {
            if (dot.x >= low && dot.x <= high) continue;
            const [edge, inwards] = dot.x < low ? [chartArea.left + 1, 1] : [chartArea.right - 1, -1];
            const at = y.getPixelForValue(dot.y);
            ctx.beginPath();
            ctx.moveTo(edge, at);
            ctx.lineTo(edge + 9 * inwards, at - 5);
            ctx.lineTo(edge + 9 * inwards, at + 5);
            ctx.fill();
          }
        }
      }
      ctx.restore();
    },
  };
}
