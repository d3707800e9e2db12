import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { type CellResult, PERCENTILES, type Percentile } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import type { Group } from '../groups.ts';
import { chartTitle, setupLabels, trialsBehind } from './labels.ts';
import { cellStyle, INK, MUTED, PAPER } from './palette.ts';
import type { Drawing } from './render.ts';

const ROW = 30;

const MARKS: Readonly<Record<Percentile, { name: string; shape: string; radius: number; hollow: boolean }>> =
  {
    p50: { name: 'p50', shape: 'circle', radius: 6, hollow: false },
    p90: { name: 'p90', shape: 'rectRot', radius: 6, hollow: false },
    p99: { name: 'p99', shape: 'triangle', radius: 6, hollow: false },
    p99_9: { name: 'p99.9', shape: 'circle', radius: 5, hollow: true },
  };

/** Percentiles on a logarithmic axis, a row a cell from p50 to p99.9. Null where no cell has answers. */
export function latencyChart(group: Group, workerCounts: readonly number[]): Drawing | null {
  const results = measured(group.results).filter(({ figures }) => figures.latency.p50 > 0);
  if (results.length === 0) return null;
  const styles = results.map(({ cell }) => cellStyle(cell, workerCounts));
  const strokes = styles.map(({ stroke }) => stroke);
  const range: ChartDataset<'bar', [number, number][]> = {
    label: 'range',
    type: 'bar',
    data: results.map(({ figures }) => [figures.latency.p50, figures.latency.p99_9]),
    backgroundColor: strokes.map((stroke) => `${stroke}55`),
    barThickness: 5,
    order: 1,
  };
  const marks = PERCENTILES.map((percentile): ChartDataset<'line'> => {
    const { name, shape, radius, hollow } = MARKS[percentile];
    return {
      label: name,
      type: 'line',
      showLine: false,
      data: results.map(({ figures }) => figures.latency[percentile]),
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
  const values = results.flatMap(({ figures }) => PERCENTILES.map((key) => figures.latency[key]));
  const configuration: ChartConfiguration<'bar' | 'line', (number | [number, number])[]> = {
    type: 'bar',
    data: { labels: setupLabels(results), datasets: [range, ...marks] as never },
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          type: 'logarithmic',
          min: Math.min(...values) / 1.15,
          max: Math.max(...values) * 1.15,
          title: { display: true, text: 'milliseconds, logarithmic (less is better)' },
          afterBuildTicks: (axis) => {
            axis.ticks = logTicks(axis.min, axis.max).map((value) => ({ value }));
          },
          ticks: {
            autoSkip: false,
            maxRotation: 0,
            callback: (value) => Number(Number(value).toPrecision(3)).toLocaleString('en-US'),
          },
        },
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

function percentilesOf(results: readonly CellResult[]): string {
  return results.every(({ ok }) => ok.length === 1)
    ? 'of one trial each'
    : `median over ${trialsBehind(results)} of each trial’s percentile`;
}

/** Round numbers within each decade, the more of them the fewer decades the axis spans. */
function logTicks(min: number, max: number): number[] {
  const decades = Math.log10(max / min);
  const steps = STEPS.find(({ upTo }) => decades < upTo)?.steps ?? [1];
  const ticks: number[] = [];
  for (let decade = Math.floor(Math.log10(min)); decade <= Math.ceil(Math.log10(max)); decade++) {
    ticks.push(...steps.map((step) => step * 10 ** decade));
  }
  return ticks.filter((value) => value >= min && value <= max);
}

const STEPS = [
  {
    upTo: 0.25,
    steps: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 8, 9],
  },
  { upTo: 0.6, steps: [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9] },
  { upTo: 1.2, steps: [1, 1.5, 2, 3, 4, 5, 6, 8] },
  { upTo: 3, steps: [1, 2, 5] },
];
