import type { ChartConfiguration } from 'chart.js';
import type {} from 'chartjs-plugin-annotation';
import type { OkTrial } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import type { Group } from '../groups.ts';
import { chartTitle, trialsBehind, variantLabels } from './labels.ts';
import { cellStyle, INK, MUTED } from './palette.ts';
import type { Drawing } from './render.ts';

const ROW = 30;

/** Each worker's requests against the even share, a row a cell, a dot a worker and trial. Null where none counted. */
export function workerSharesChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const results = group.results.filter(
    (result) => result.cell.workers > 1 && result.ok.some((trial) => sharesOfEven(trial).length > 0),
  );
  if (results.length === 0) return null;
  const dots = results.map((result, row) => dotsOf(result, row));
  const inTrials = results.every(({ ok }) => ok.length < 2) ? '' : ` in one of ${trialsBehind(results)}`;
  const largest = Math.max(...dots.flat().map(({ x }) => x));
  const configuration: ChartConfiguration<'scatter'> = {
    type: 'scatter',
    data: {
      datasets: results.map(({ cell }, row) => ({
        data: dots[row] ?? [],
        pointRadius: 5,
        pointBorderWidth: 1.5,
        pointBorderColor: cellStyle(cell, workerCounts).stroke,
        pointBackgroundColor: `${cellStyle(cell, workerCounts).stroke}${cell.proxy === null ? '66' : '11'}`,
        clip: false as const,
      })),
    },
    options: {
      scales: {
        x: {
          min: 0,
          suggestedMax: Math.max(150, largest * 1.05),
          title: { display: true, text: 'requests a worker answered, percent of the even share' },
          ticks: { callback: (value) => `${value} %` },
        },
        y: {
          type: 'linear',
          reverse: true,
          min: -0.6,
          max: results.length - 0.4,
          afterBuildTicks: (axis) => {
            axis.ticks = results.map((_, value) => ({ value }));
          },
          grid: { display: false },
          ticks: {
            autoSkip: false,
            color: INK,
            callback: (value) => variantLabels(results)[Number(value)] ?? '',
          },
        },
      },
      plugins: {
        legend: { display: false },
        title: { display: true, text: chartTitle('Balance over workers', group) },
        subtitle: {
          display: true,
          text: `a dot is one worker${inTrials}; all on 100 % would be even`,
        },
        annotation: {
          annotations: {
            even: {
              type: 'line',
              xMin: 100,
              xMax: 100,
              borderColor: MUTED,
              borderWidth: 1.5,
              borderDash: [6, 4],
            },
          },
        },
      },
    },
  };
  return {
    height: 150 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

/** Workers of several trials lie on lines of their own, closely under each other, so that few hide others. */
function dotsOf({ ok }: CellResult, row: number): { x: number; y: number }[] {
  return ok.flatMap((trial, index) => {
    const y = row + (ok.length > 1 ? (index / (ok.length - 1) - 0.5) * 0.44 : 0);
    return sharesOfEven(trial).map((x) => ({ x, y }));
  });
}

/** Percent of the even share, a value a worker; empty where a worker's requests are unknown or none came. */
function sharesOfEven({ processes }: OkTrial): number[] {
  const members = processes.filter(({ role }) => role === 'worker');
  const counts = members.map(({ requests }) => requests).filter((requests) => requests !== null);
  const total = sum(counts);
  if (counts.length < members.length || total === 0) return [];
  return counts.map((requests) => (100 * requests * counts.length) / total);
}
