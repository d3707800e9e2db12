import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import type { ComparedCell, Comparison } from '../../harness/records/comparison.ts';
import { ALARM, INK, MUTED } from '../charts/palette.ts';
import type { Drawing } from '../charts/render.ts';
import { paddingFor, type RowText, rightColumn } from '../charts/right-column.ts';
import {
  BEYOND_DRAWING,
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
import { VERDICT_WORDS } from './verdict-words.ts';
import { changeInWords, changeText, plainPercent } from './words.ts';

const ROW = 30;
/** Of the subtitle. */
const LINE = 18;
const COLUMN = 176;
/** Intervals may be many times as wide as anything that matters: no farther than this times the farthest change. */
const FARTHEST = 2.2;
const BAND = '#eef1f4';

interface Effect {
  readonly row: number;
  readonly cell: ComparedCell;
  /** In percent. */
  readonly change: number;
  readonly interval: Range | null;
}

/** The change of each setup with its interval, a row each. Null where no setup has one. */
export function effectsChart(comparison: Comparison): Drawing | null {
  const { cells, method } = comparison;
  const effects = cells.flatMap(effectOf);
  if (effects.length === 0) return null;
  const range = rangeOf(effects, cells);
  // Whiskers end outside where the interval does: an arrow stands at the edge, and no end of a whisker.
  const beyond = { low: 2 * range.low, high: 2 * range.high };
  const sides = sidesText(comparison);
  const configuration = {
    type: 'scatterWithErrorBars',
    data: {
      datasets: VERDICTS.filter((verdict) => effects.some(({ cell }) => cell.verdict === verdict)).map(
        (verdict) => {
          const { stroke, fill } = VERDICT_STYLE[verdict];
          return {
            label: VERDICT_WORDS[verdict],
            data: effects
              .filter(({ cell }) => cell.verdict === verdict)
              .map(({ row, change, interval }) => ({
                x: change,
                y: row,
                xMin: Math.max(beyond.low, interval?.low ?? change),
                xMax: Math.min(beyond.high, interval?.high ?? change),
              })),
            pointRadius: 6,
            borderWidth: 2,
            borderColor: stroke,
            backgroundColor: fill,
            errorBarColor: stroke,
            errorBarWhiskerColor: stroke,
            errorBarLineWidth: 2,
            errorBarWhiskerLineWidth: 2,
            errorBarWhiskerSize: 10,
          };
        },
      ),
    },
    options: {
      layout: { padding: paddingFor(COLUMN) },
      scales: {
        x: percentAxis(range, `change of the head against the base${betterText(cells)}`),
        y: rowAxis(rowLabels(cells)),
      },
      plugins: {
        legend: {
          align: 'start',
          labels: { usePointStyle: true, boxHeight: 8, padding: 18 },
          onClick: null,
        },
        title: { display: true, text: `Change of ${chartSubject(cells)}` },
        subtitle: {
          display: true,
          text: [...sides, `whiskers: ${plainPercent(method.confidence)} interval; ${bandText(cells)}`],
          padding: { bottom: 4 },
        },
        annotation: {
          annotations: {
            ...Object.fromEntries(cells.map(band)),
            zero: zeroLine,
          },
        },
      },
    },
    plugins: [rightColumn(cells.map(rowText), COLUMN), openEnds(effects, range)],
  };
  return {
    height: 182 + LINE * sides.length + ROW * cells.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

function effectOf(cell: ComparedCell, row: number): Effect[] {
  const { change, interval } = cell.primary;
  if (change === null || Math.abs(change) > BEYOND_DRAWING) return [];
  return [
    {
      row,
      cell,
      change: 100 * change,
      interval: interval && { low: 100 * interval.low, high: 100 * interval.high },
    },
  ];
}

/** Holds every change and every band; of intervals what does not push those into a corner. */
function rangeOf(effects: readonly Effect[], cells: readonly ComparedCell[]): Range {
  const band = 100 * Math.max(...cells.map(({ threshold }) => threshold));
  const farthest = Math.max(band, ...effects.map(({ change }) => Math.abs(change)));
  const ends = effects.flatMap(({ change, interval }) => [
    change,
    ...(interval === null ? [] : [interval.low, interval.high]),
  ]);
  const within = (value: number) => Math.min(FARTHEST * farthest, Math.max(-FARTHEST * farthest, value));
  const low = Math.min(-1.25 * band, ...ends.map(within));
  const high = Math.max(1.25 * band, ...ends.map(within));
  const room = 0.04 * (high - low);
  return { low: Math.max(-100, low - room), high: high + room };
}

function band({ threshold }: ComparedCell, row: number) {
  const box = {
    type: 'box' as const,
    xMin: -100 * threshold,
    xMax: 100 * threshold,
    yMin: row - 0.5,
    yMax: row + 0.51,
    backgroundColor: BAND,
    borderWidth: 0,
    drawTime: 'beforeDraw' as const,
  };
  return [`band-${row}`, box];
}

function bandText(cells: readonly ComparedCell[]): string {
  const [only = '', ...others] = new Set(cells.map(({ threshold }) => plainPercent(threshold)));
  return `shaded: ${others.length === 0 ? `±${only}, ` : ''}where an interval that lies within shows no change`;
}

function rowText({ verdict, primary }: ComparedCell): RowText {
  if (primary.change === null) return { text: 'no figures to compare', colour: MUTED, place: 'row' };
  switch (verdict) {
    case 'regression':
      return { text: changeInWords(primary), colour: ALARM };
    case 'improvement':
      return { text: changeInWords(primary), colour: VERDICT_STYLE.improvement.stroke };
    case 'no-change':
      return { text: `${changeText(primary)}, ${VERDICT_WORDS[verdict]}`, colour: MUTED };
    case 'undecided':
      return { text: `${changeText(primary)}, ${VERDICT_WORDS[verdict]}`, colour: INK };
  }
}

/** Heads of arrows where an interval goes on beyond the picture. */
function openEnds(effects: readonly Effect[], range: Range): Plugin {
  return {
    id: 'open-ends',
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }: Chart) {
      if (y === undefined) return;
      ctx.save();
      for (const { row, cell, interval } of effects) {
        if (interval === null) continue;
        ctx.fillStyle = VERDICT_STYLE[cell.verdict].stroke;
        const at = y.getPixelForValue(row);
        if (interval.low < range.low) arrowHead(ctx, chartArea.left + 1, at, 1);
        if (interval.high > range.high) arrowHead(ctx, chartArea.right - 1, at, -1);
      }
      ctx.restore();
    },
  };
}

function arrowHead(ctx: Chart['ctx'], x: number, y: number, inwards: 1 | -1): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 11 * inwards, y - 6);
  ctx.lineTo(x + 11 * inwards, y + 6);
  ctx.fill();
}
