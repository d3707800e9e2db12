import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { type PercentileKey, percentileOf } from '../../harness/stats/percentiles.ts';
import type { CellFigures, CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import type { Group } from '../groups.ts';
import { chartTitle, trialsBehind, variantLabels } from './labels.ts';
import { logAxis } from './log-axis.ts';
import { cellStyle, INK, MUTED, PAPER } from './palette.ts';
import type { Drawing } from './render.ts';

const ROW = 30;

const MARKS = [
  { ...percentileOf(50), shape: 'circle', radius: 6, hollow: false },
  { ...percentileOf(90), shape: 'rectRot', radius: 6, hollow: false },
  { ...percentileOf(99), shape: 'triangle', radius: 6, hollow: false },
  { ...percentileOf(99.9), shape: 'circle', radius: 5, hollow: true },
] as const;
const [LEAST] = MARKS;

/** Percentiles on a logarithmic axis, a row a cell from p50 to p99.9. Null where no cell has answers. */
export function latencyChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const results = measured(group.results).filter(
    ({ figures }) => (figures.latency[LEAST.key]?.mean ?? 0) > 0,
  );
  if (results.length === 0) return null;
  const styles = results.map(({ cell }) => cellStyle(cell, workerCounts));
  const strokes = styles.map(({ stroke }) => stroke);
  const range: ChartDataset<'bar', [number, number][]> = {
    label: 'range',
    type: 'bar',
    data: results.map(({ figures }) => [at(figures, LEAST.key), farthest(figures)]),
    backgroundColor: strokes.map((stroke) => `${stroke}55`),
    barThickness: 5,
    order: 1,
  };
  // A mark that no setup has is not in the legend either.
  const told = MARKS.filter(({ key }) => results.some(({ figures }) => figures.latency[key] !== null));
  const marks = told.map(({ key, name, shape, radius, hollow }): ChartDataset<'line'> => {
    return {
      label: name,
      type: 'line',
      showLine: false,
      data: results.map(({ figures }) => at(figures, key)),
      pointStyle: shape as never,
      pointRadius: radius,
      pointBorderWidth: 2,
      pointBorderColor: strokes,
      pointBackgroundColor: hollow ? PAPER : strokes,
      borderColor: MUTED,
      backgroundColor: hollow ? PAPER : MUTED,
      order: 0,
      clip: false,
    };
  });
  const values = results.flatMap(({ figures }) => [at(figures, LEAST.key), farthest(figures)]);
  const configuration: ChartConfiguration<'bar' | 'line', (number | [number, number])[]> = {
    type: 'bar',
    data: { labels: variantLabels(results), datasets: [range, ...marks] as never },
    options: {
      indexAxis: 'y',
      scales: {
        x: logAxis(values, 'milliseconds'),
        y: { grid: { display: false }, offset: true, ticks: { autoSkip: false, color: INK } },
      },
      plugins: {
        title: { display: true, text: chartTitle('Latency', group) },
        subtitle: {
          display: true,
          text: `${percentilesOf(results)}; correct answers alone`,
          padding: { bottom: 2 },
        },
        legend: {
          align: 'start',
          labels: { usePointStyle: true, filter: ({ text }) => text !== 'range', boxHeight: 9, padding: 18 },
        },
      },
    },
  };
  return {
    height: 185 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

/** NaN where a trial has too few answers for it: no mark is drawn there. */
function at({ latency }: CellFigures, percentile: PercentileKey): number {
  return latency[percentile]?.mean ?? Number.NaN;
}

function farthest(figures: CellFigures): number {
  return Math.max(...MARKS.map(({ key }) => at(figures, key)).filter((value) => !Number.isNaN(value)));
}

function percentilesOf(results: readonly CellResult[]): string {
  return results.every(({ ok }) => ok.length === 1)
    ? 'of one trial each'
    : `mean over ${trialsBehind(results)} of each trial’s percentile`;
}
