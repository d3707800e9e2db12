/** A cell's nights as dots, its levels as lines, and where they change, with the commit. */
import type { ChartConfiguration } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import type { Level, Night, Trend, TrendPoint } from '../../harness/history.ts';
import { tick } from '../charts/labels.ts';
import { GRID, MUTED, PAPER } from '../charts/palette.ts';
import { type Drawing, WIDTH } from '../charts/render.ts';
import { changeLabels, LABEL_ROW } from './change-labels.ts';
import { dateTicks } from './date-ticks.ts';
import { directionColour, FIRST_LEVEL } from './direction.ts';
import { trendSubtitle, trendTitle } from './trend-words.ts';

/** CSS pixels: the same in every picture, so that the same night stands in the same place. */
const LEFT = 78;
const RIGHT = 20;
const PLOT_HEIGHT = 170;

/** Whiskers of more nights than these would be a hedge. */
const MOST_WHISKERS = 60;

export function trendChart(trend: Trend, nights: readonly Night[]): Drawing {
  const first = trend.points[0]?.night ?? 0;
  const shown = nights.slice(first);
  const xOf = (point: TrendPoint) => point.night - first;
  const [min, max] = [-0.6, Math.max(shown.length, 2) - 0.4];
  const pixels = (x: number) => LEFT + ((x - min) / (max - min)) * (WIDTH - LEFT - RIGHT);
  const betweenNights = (at: number) => {
    const [before, after] = [trend.points[at - 1], trend.points[at]];
    return before && after ? (xOf(before) + xOf(after)) / 2 : 0;
  };
  const { labels, rows } = changeLabels(trend.changes, ({ point }) => pixels(betweenNights(point)), {
    left: LEFT,
    right: WIDTH - RIGHT,
  });
  const y = yRange(trend);
  const configuration: ChartConfiguration<'scatterWithErrorBars'> = {
    type: 'scatterWithErrorBars',
    data: {
      datasets: [
        dots(trend, nights, xOf) as never,
        ...levelLines(trend, xOf, betweenNights).map((line) => line as never),
      ],
    },
    options: {
      layout: { padding: { top: 12, right: RIGHT, bottom: 12, left: 0 } },
      scales: {
        x: {
          type: 'linear',
          min,
          max,
          grid: { color: GRID, drawOnChartArea: false },
          afterBuildTicks: (axis) => {
            axis.ticks = dateTicks(shown).map(({ at }) => ({ value: at }));
          },
          ticks: {
            autoSkip: false,
            maxRotation: 0,
            callback: (value) => dateTicks(shown).find(({ at }) => at === Number(value))?.text ?? '',
          },
        },
        y: {
          min: y.min,
          max: y.max,
          afterFit: (axis) => {
            axis.width = LEFT;
          },
          title: { display: true, text: trend.unit, color: MUTED },
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
        annotation: {
          clip: false,
          annotations: Object.fromEntries(
            trend.changes.map((change, at) => {
              const x = betweenNights(change.point);
              const line = { type: 'line' as const, borderWidth: 1.5, borderDash: [4, 4] };
              return [
                `change-${at}`,
                { ...line, xMin: x, xMax: x, borderColor: directionColour(change.effect) },
              ];
            }),
          ),
        },
      },
    },
    plugins: [labels as never],
  };
  return {
    height: 12 + 30 + 28 + rows * LABEL_ROW + PLOT_HEIGHT + 42,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

function dots({ points }: Trend, nights: readonly Night[], xOf: (point: TrendPoint) => number) {
  const withWhiskers = points.length <= MOST_WHISKERS;
  const isMarked = points.map(({ night }) => nights[night]?.dirty || nights[night]?.status === 'partial');
  const colour = points.length > 200 ? '#59636e99' : MUTED;
  return {
    data: points.map((point) => ({
      x: xOf(point),
      y: point.value,
      ...(withWhiskers && point.interval ? { yMin: point.interval.low, yMax: point.interval.high } : {}),
    })),
    order: 2,
    pointRadius: points.length <= MOST_WHISKERS ? 3.5 : points.length <= 200 ? 2.5 : 1.6,
    pointBorderWidth: 1.5,
    borderColor: colour,
    backgroundColor: isMarked.map((marked) => (marked ? PAPER : colour)),
    errorBarColor: '#59636e80',
    errorBarWhiskerColor: '#59636e80',
    errorBarLineWidth: 1.2,
    errorBarWhiskerSize: 0,
  };
}

/** Each from the middle between its first point and the one before to the middle behind its last one. */
function levelLines(
  { levels, points, changes }: Trend,
  xOf: (point: TrendPoint) => number,
  edge: (at: number) => number,
) {
  return levels.map(({ first, last, mean }: Level, at) => {
    const ends = [
      first === 0 ? xOf(points[0] as TrendPoint) - 0.5 : edge(first),
      last === points.length - 1 ? xOf(points[last] as TrendPoint) + 0.5 : edge(last + 1),
    ];
    const change = changes[at - 1];
    return {
      type: 'line',
      data: ends.map((x) => ({ x, y: mean })),
      order: 1,
      borderColor: change ? directionColour(change.effect) : FIRST_LEVEL,
      borderWidth: 2.5,
      pointRadius: 0,
    };
  });
}

/** At least a tenth of the value high: noise of 1 % should not look like a storm. */
function yRange({ points, levels }: Trend): { min: number; max: number } {
  const values = points.map(({ value }) => value);
  const ends =
    points.length <= MOST_WHISKERS
      ? points.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : []))
      : [];
  const all = [...values, ...ends, ...levels.map(({ mean }) => mean)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const middle = (low + high) / 2;
  const half = Math.max((high - low) * 0.56, middle * 0.05);
  return { min: Math.max(0, middle - half), max: middle + half };
}
