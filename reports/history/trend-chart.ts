/** A cell's nights as dots, its levels as lines, and where they change, with the commit. */
import type { ChartConfiguration } from 'chart.js';
import type { Night, Trend } from '../../harness/records/history.ts';
import { tick } from '../charts/labels.ts';
import { GRID } from '../charts/palette.ts';
import { type Drawing, WIDTH } from '../charts/render.ts';
import { changeLabels, LABEL_ROW } from './change-labels.ts';
import { dateTicks } from './date-ticks.ts';
import { edgeOf, MOST_WHISKERS, trendMarks } from './trend-marks.ts';
import { trendSubtitle, trendTitle } from './trend-words.ts';

/** CSS pixels: the same in every picture, so that charts below each other can be compared. */
const MARGIN = 12;
const AXIS = 72;
const RIGHT = 34;
const PLOT_HEIGHT = 170;

/** Nights stand at equal distances, from the first one that the cell has. */
export function trendChart(trend: Trend, nights: readonly Night[]): Drawing {
  const first = trend.points[0]?.night ?? 0;
  const [min, max] = [first - 0.6, nights.length - 0.4];
  const area = { left: MARGIN + AXIS, right: WIDTH - RIGHT };
  const pixels = (x: number) => area.left + ((x - min) / (max - min)) * (area.right - area.left);
  const { labels, rows } = changeLabels(trend.changes, (change) => pixels(edgeOf(trend, change)), area);
  const ticks = new Map(dateTicks(nights.slice(first)).map(({ at, text }) => [first + at, text]));
  const configuration: ChartConfiguration = {
    type: 'scatter',
    data: { datasets: [] },
    options: {
      layout: { padding: { top: 12, right: RIGHT, bottom: 12, left: MARGIN } },
      scales: {
        x: {
          type: 'linear',
          min,
          max,
          grid: { color: GRID, drawOnChartArea: false },
          afterBuildTicks: (axis) => {
            axis.ticks = [...ticks.keys()].map((value) => ({ value }));
          },
          ticks: {
            autoSkip: false,
            maxRotation: 0,
            callback: (value) => ticks.get(Number(value)) ?? '',
          },
        },
        y: {
          ...yRange(trend),
          afterFit: (axis) => {
            axis.width = AXIS;
          },
          ticks: { callback: tick, includeBounds: false, maxTicksLimit: 6 },
        },
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: trendTitle(trend), padding: { top: 0, bottom: 4 } },
        subtitle: {
          display: true,
          text: trendSubtitle(trend, nights),
          padding: { top: 0, bottom: 10 + rows * LABEL_ROW },
        },
      },
    },
    plugins: [trendMarks(trend, nights), labels],
  };
  return { height: 12 + 30 + 28 + rows * LABEL_ROW + PLOT_HEIGHT + 42, configuration };
}

/** At least a tenth of the value high: noise of 1 % should not look like a storm. */
function yRange({ points, levels }: Trend): { min: number; max: number } {
  const ends =
    points.length <= MOST_WHISKERS
      ? points.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : []))
      : [];
  const all = [...points.map(({ value }) => value), ...ends, ...levels.map(({ mean }) => mean)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const middle = (low + high) / 2;
  const half = Math.max((high - low) * 0.56, middle * 0.05);
  return { min: Math.max(0, middle - half), max: middle + half };
}
