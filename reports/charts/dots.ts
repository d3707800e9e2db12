import type { ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import { betterInWords } from '../../harness/stats/metrics/metric.ts';
import { scored } from '../comparison.ts';
import type { Group } from '../groups.ts';
import type { Scored } from '../measured.ts';
import { isOneRate } from '../open-loop.ts';
import { chartTitle, meanAndInterval, variantLabels } from './labels.ts';
import { logAxis } from './log-axis.ts';
import { metricText } from './metric-text.ts';
import { cellStyle, INK } from './palette.ts';
import type { Drawing } from './render.ts';
import { columnPadding, rightColumn } from './right-column.ts';

const ROW = 30;

/**
 * The metric of each cell, a dot with its whiskers: latencies of setups lie decades apart, and bars need a zero that a
 * logarithmic axis has not. Null where no cell has one.
 */
export function dotsChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const { results, metric } = group;
  const means = scored(results).map(({ figures }) => figures.score.mean);
  const least = Math.min(...means);
  if (means.length === 0 || least <= 0) return null;
  const ends = scored(results).flatMap(({ figures: { score } }) => [
    Math.max(least / 2, score.interval?.low ?? score.mean),
    Math.min(2 * Math.max(...means), score.interval?.high ?? score.mean),
  ]);
  const configuration = {
    type: 'scatterWithErrorBars',
    data: {
      datasets: results.map(({ figures, cell }, y) => {
        const { mean: x = Number.NaN, interval } = figures?.score ?? {};
        const { stroke, fill } = cellStyle(cell, workerCounts);
        return {
          data: [{ x, y, xMin: Math.max(least / 2, interval?.low ?? x), xMax: interval?.high ?? x }],
          pointRadius: 7,
          borderWidth: 2,
          borderColor: stroke,
          backgroundColor: fill,
          errorBarColor: stroke,
          errorBarWhiskerColor: stroke,
          errorBarLineWidth: 2,
          errorBarWhiskerLineWidth: 2,
          errorBarWhiskerSize: 10,
        };
      }),
    },
    options: {
      layout: { padding: columnPadding },
      scales: {
        x: logAxis(ends, metric.chart.axis, betterInWords(metric)),
        y: {
          type: 'linear',
          reverse: true,
          min: -0.6,
          max: results.length - 0.4,
          afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
            axis.ticks = results.map((_, value) => ({ value }));
          },
          grid: { display: false },
          ticks: {
            autoSkip: false,
            color: INK,
            callback: (value: string | number) => variantLabels(results)[Number(value)] ?? '',
          },
        },
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: chartTitle(metric.title, group) },
        subtitle: { display: true, text: subtitle(scored(results)) },
      },
    },
    plugins: [rightColumn(results.map(metricText)) as Plugin],
  };
  return {
    height: 150 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

function subtitle(results: readonly Scored[]): string {
  const unlike = isOneRate(results) ? '' : ' — each at a rate of its own: not to be compared';
  return `${meanAndInterval(results)}${unlike}`;
}
