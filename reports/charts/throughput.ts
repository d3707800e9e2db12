import type { ChartConfiguration, Plugin } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import type { CellResult } from '../cell-result.ts';
import { type Measured, measured } from '../comparison.ts';
import { figure, likeFigure } from '../format.ts';
import { type GroupBound, groupBound } from '../group-bound.ts';
import type { Group } from '../groups.ts';
import { chartTitle, clipped, meanAndSpread, setupLabels, tick } from './labels.ts';
import { ALARM, cellStyle, INK } from './palette.ts';
import type { Drawing } from './render.ts';
import { columnPadding, type RowText, rightColumn } from './right-column.ts';

const ROW = 30;

/** Bars with whiskers, a row a cell, and the line that no cell can pass. Null where no cell answered. */
export function throughputChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const { results } = group;
  const withFigures = measured(results);
  if (withFigures.length === 0) return null;
  const highest = Math.max(...withFigures.map(({ figures }) => upperEnd(figures.throughput)));
  if (highest === 0) return null;
  const bound = groupBound(group);
  const line = bound !== null && bound.limit <= 1.5 * highest ? bound.limit : null;
  const styles = results.map(({ cell }) => cellStyle(cell, workerCounts));
  const single = withFigures.every(({ ok }) => ok.length === 1);
  const configuration: ChartConfiguration<'barWithErrorBars'> = {
    type: 'barWithErrorBars',
    data: {
      labels: setupLabels(results),
      datasets: [
        {
          data: results.map(({ figures }) => {
            const mean = figures?.throughput.mean ?? Number.NaN;
            // Of one trial nothing is known: no whisker, for one without width would say that there is no spread.
            const spread = figures?.throughput.standardDeviation ?? Number.NaN;
            return { x: mean, y: 0, xMin: Math.max(0, mean - spread), xMax: mean + spread };
          }) as never,
          backgroundColor: styles.map(({ fill }) => fill),
          borderColor: styles.map(({ stroke }) => stroke),
          borderWidth: results.map(({ cell }) => (cell.proxy === 'none' ? 0 : 2)),
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
          max: Math.max(highest, line ?? 0) * 1.04,
          title: { display: true, text: 'requests per second (more is better)' },
          ticks: { callback: tick, includeBounds: false },
        },
        y: { grid: { display: false }, ticks: { autoSkip: false, color: INK } },
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: chartTitle('Throughput', group) },
        subtitle: { display: true, text: subtitle(withFigures, bound, line !== null) },
        annotation: {
          clip: false,
          annotations:
            line !== null
              ? {
                  bound: {
                    type: 'line',
                    xMin: line,
                    xMax: line,
                    borderColor: ALARM,
                    borderWidth: 1.5,
                    borderDash: [6, 4],
                  },
                }
              : {},
        },
      },
    },
    plugins: [rightColumn(results.map(rowText)) as Plugin<'barWithErrorBars'>],
  };
  return {
    height: 150 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

function subtitle(results: readonly Measured[], bound: GroupBound | null, shown: boolean): string[] {
  const spread = meanAndSpread(results);
  if (bound === null) return [spread];
  return [spread, `no setup can pass ${bound.formula} ${shown ? '(dashed)' : '(outside the picture)'}`];
}

function upperEnd({ mean, standardDeviation }: { mean: number; standardDeviation: number | null }): number {
  return mean + (standardDeviation ?? 0);
}

function rowText(result: CellResult): RowText {
  const { figures } = result;
  return figures === null
    ? { text: absence(result), colour: ALARM, place: 'row' }
    : { text: value(figures.throughput) };
}

function value({ mean, standardDeviation }: { mean: number; standardDeviation: number | null }): string {
  return standardDeviation === null
    ? figure(mean)
    : `${figure(mean)} ± ${likeFigure(standardDeviation, mean)}`;
}

/** Why a cell has no figures. */
function absence({ failed }: CellResult): string {
  return failed.length > 0 ? clipped(`failed: ${failed[0]?.reason ?? ''}`, 60) : 'not run';
}
