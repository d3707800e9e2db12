import type { ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import { betterInWords } from '../../harness/stats/metrics/metric.ts';
import type { CellResult } from '../cell-result.ts';
import { measured, scored } from '../comparison.ts';
import type { Group } from '../groups.ts';
import { limitOf, SET_BY } from '../limits.ts';
import type { Scored } from '../measured.ts';
import { dotsChart } from './dots.ts';
import { extent } from './extent.ts';
import { chartTitle, meanAndInterval, tickOf, variantLabels } from './labels.ts';
import { metricText } from './metric-text.ts';
import { ALARM, cellStyle, INK } from './palette.ts';
import type { Drawing } from './render.ts';
import { columnPadding, rightColumn } from './right-column.ts';

const ROW = 30;

/** The scenario's metric, a row a cell. Null where no cell has a figure. */
export function metricChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  return group.metric.chart.scale === 'logarithmic'
    ? dotsChart(group, workerCounts)
    : barChart(group, workerCounts);
}

/** Bars with whiskers; those of a rate each with the bound that it cannot pass. */
function barChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const { results, metric } = group;
  const withFigures = scored(results);
  const reach = extent(withFigures);
  if (reach === 0) return null;
  const bounds = metric.isRate ? boundMarks(results, 1.5 * reach) : [];
  const far = Math.max(reach, ...bounds.map(({ limit }) => limit));
  const styles = results.map(({ cell }) => cellStyle(cell, workerCounts));
  const single = withFigures.every(({ ok }) => ok.length === 1);
  const configuration: ChartConfiguration<'barWithErrorBars'> = {
    type: 'barWithErrorBars',
    data: {
      labels: variantLabels(results),
      datasets: [
        {
          data: results.map(({ figures }) => {
            const mean = figures?.score?.mean ?? Number.NaN;
            // Of one trial nothing is known: no whisker, for one without width would say that there is no spread.
            const spread = figures?.score?.interval?.halfWidth ?? Number.NaN;
            return { x: mean, y: 0, xMin: Math.max(0, mean - spread), xMax: mean + spread };
          }) as never,
          backgroundColor: styles.map(({ fill }) => fill),
          borderColor: styles.map(({ stroke }) => stroke),
          borderWidth: results.map(({ cell }) => (cell.proxy === null ? 0 : 2)),
          borderSkipped: false,
          barPercentage: 0.68,
          categoryPercentage: 1,
          errorBarColor: single ? 'transparent' : INK,
          errorBarWhiskerColor: single ? 'transparent' : INK,
          errorBarLineWidth: 1.5,
          errorBarWhiskerLineWidth: 1.5,
          errorBarWhiskerSize: 10,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      layout: { padding: columnPadding },
      scales: {
        x: {
          beginAtZero: true,
          max: far * 1.04,
          title: { display: true, text: `${metric.chart.axis} (${betterInWords(metric)} is better)` },
          ticks: { callback: tickOf(metric), includeBounds: false },
        },
        y: { grid: { display: false }, ticks: { autoSkip: false, color: INK } },
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: chartTitle(metric.title, group) },
        subtitle: { display: true, text: subtitle(withFigures, bounds) },
        annotation: {
          clip: false,
          annotations: Object.fromEntries(bounds.map(boundLine)),
        },
      },
    },
    plugins: [rightColumn(results.map(metricText)) as Plugin<'barWithErrorBars'>],
  };
  return {
    height: 150 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

interface BoundMark {
  readonly row: number;
  /** Requests per second. */
  readonly limit: number;
  readonly setBy: string;
}

/** The lowest bound of each cell, as far as it lies within the picture. */
function boundMarks(results: readonly CellResult[], farthest: number): BoundMark[] {
  return results.flatMap((result, row) => {
    const [only] = measured([result]);
    const bound = only === undefined ? null : limitOf(only);
    return bound === null || bound.limit > farthest
      ? []
      : [{ row, limit: bound.limit, setBy: SET_BY[bound.setBy] }];
  });
}

function boundLine({ row, limit }: BoundMark) {
  const line = { type: 'line' as const, borderColor: ALARM, borderWidth: 2.5 };
  return [`bound-${row}`, { ...line, xMin: limit, xMax: limit, yMin: row - 0.42, yMax: row + 0.42 }];
}

const MOST_NAMED = 2;

function subtitle(results: readonly Scored[], bounds: readonly BoundMark[]): string[] {
  const kinds = [...new Set(bounds.map(({ setBy }) => setBy))];
  const named = kinds.length > MOST_NAMED ? 'see Limits' : kinds.join('; ');
  return [
    meanAndInterval(results),
    ...(bounds.length > 0 ? [`red: the lowest bound that a setup cannot pass (${named})`] : []),
  ];
}
