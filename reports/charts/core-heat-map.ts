import type { Chart, ChartConfiguration } from 'chart.js';
import type {} from 'chartjs-chart-matrix';
import { mean } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import {
  colourScale,
  coreAxis,
  panelTitles,
  squareWidth,
  type TitledPanel,
  timeAxis,
} from './heat-map-frame.ts';
import { chartTitle, clipped } from './labels.ts';
import { heat } from './palette.ts';
import type { Drawing } from './render.ts';

/** Squares in one picture: more of them take seconds to draw and cannot be told apart. */
const MOST_SQUARES = 10_000;
const MOST_COLUMNS = 60;
const PANEL_TITLE = 30;

/**
 * How busy each core was over time, a panel a cell, for the trial whose throughput is the median. Null where no
 * trial sampled its cores.
 */
export function coreHeatMap(group: Group): Drawing | null {
  const results = measured(group.results).filter(({ figures }) => samplesOf(figures.typical.cpu.cores) > 0);
  if (results.length === 0) return null;
  const cores = Math.max(...results.map(({ figures }) => figures.typical.cpu.cores.length));
  const across = results.length === 1 ? 1 : results.length <= 6 || cores > 24 ? 2 : 3;
  const down = Math.ceil(results.length / across);
  const row = cores <= 4 ? 16 : cores <= 8 ? 11 : cores <= 16 ? 8 : cores <= 32 ? 5 : 3;
  const panelHeight = Math.max(PANEL_TITLE + cores * row + 14, 84);
  const most = Math.max(8, Math.floor(MOST_SQUARES / (results.length * cores)));
  const panels = results.map((result, index) =>
    panelOf(result, index % across, Math.floor(index / across), Math.min(MOST_COLUMNS, most)),
  );
  const titleRows = PANEL_TITLE / row;
  const configuration = {
    type: 'matrix',
    data: {
      datasets: panels.map(({ squares, columns, seconds, x, y }) => ({
        data: squares,
        xAxisID: x,
        yAxisID: y,
        backgroundColor: squares.map(({ v }) => heat(v)),
        borderWidth: 0,
        anchorX: 'left',
        anchorY: 'center',
        width: ({ chart }: { chart: Chart }) => squareWidth(chart.scales[x], columns, seconds),
        height: row - (row > 4 ? 1 : 0),
      })),
    },
    options: {
      layout: { padding: { top: 12, right: 20, bottom: 12, left: 12 } },
      scales: {
        ...Object.fromEntries(
          Array.from({ length: across }, (_, index) => {
            const seconds = Math.max(
              ...panels.filter(({ x }) => x === `x${index}`).map((panel) => panel.seconds),
            );
            return [`x${index}`, timeAxis(seconds)];
          }),
        ),
        ...Object.fromEntries(
          Array.from({ length: down }, (_, index) => [`y${index}`, coreAxis(cores, titleRows, down - index)]),
        ),
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: chartTitle('CPU of each core over time', group) },
        subtitle: {
          display: true,
          text: 'the trial with the median throughput; a row is a core; beside each name: percent of the host',
          padding: { bottom: 8 },
        },
      },
    },
    plugins: [panelTitles(panels), colourScale()],
  };
  return {
    height: 136 + down * panelHeight,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

interface Panel extends TitledPanel {
  readonly columns: number;
  readonly squares: readonly { x: number; y: number; v: number }[];
}

function panelOf({ cell, figures }: Measured, across: number, down: number, mostColumns: number): Panel {
  const { cores, samplePeriodMs, busy } = figures.typical.cpu;
  const samples = samplesOf(cores);
  const perColumn = Math.ceil(samples / mostColumns);
  const columns = Math.ceil(samples / perColumn);
  const width = (perColumn * samplePeriodMs) / 1000;
  const squares = cores.flatMap((values, core) =>
    Array.from({ length: columns }, (_, column) => {
      const part = values.slice(column * perColumn, (column + 1) * perColumn);
      return { x: column * width, y: core, v: part.length > 0 ? mean(part) : 0 };
    }),
  );
  return {
    title: clipped(cell.variant, 28),
    note: `${fixed(busy, 0)} %`,
    x: `x${across}`,
    y: `y${down}`,
    columns,
    seconds: columns * width,
    squares,
  };
}

function samplesOf(cores: readonly (readonly number[])[]): number {
  return Math.max(0, ...cores.map(({ length }) => length));
}
