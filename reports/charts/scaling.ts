import type { ChartConfiguration } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import type { ProxyName } from '../../harness/record.ts';
import { baseline, type Measured, measured } from '../comparison.ts';
import { groupBound } from '../group-bound.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { chartTitle, meanAndSpread, tick } from './labels.ts';
import { INK, MUTED, PAPER, seriesColour } from './palette.ts';
import type { Drawing } from './render.ts';
import { annotations, workersAxis } from './scaling-frame.ts';

/**
 * Throughput over workers, a line a policy, a panel a proxy, with the line on which every worker adds what the
 * single process gives. Null where fewer than two numbers of workers have figures.
 */
export function scalingChart(group: Group, cores: number): Drawing | null {
  const results = measured(group.results);
  const counts = [...new Set(results.map(({ cell }) => cell.workers))].toSorted((a, b) => a - b);
  if (counts.length < 2) return null;
  const panels = [...groupedBy(results, ({ cell }) => cell.proxy)];
  const highest = Math.max(...results.map(({ figures }) => figures.throughput.max));
  if (highest === 0) return null;
  const bound = groupBound(group);
  const limit = bound !== null && bound.limit <= 1.5 * highest ? bound.limit : null;
  const single = baseline(group)?.figures.throughput.mean ?? null;
  const most = counts.at(-1) ?? 1;
  const datasets = panels.flatMap(([proxy, members], index) => [
    ...(single === null ? [] : [idealLine(proxy, singleOf(members) ?? single, most, index === 0)]),
    ...lines(proxy, members, (most / 130) * panels.length),
  ]);
  const configuration = {
    type: 'scatterWithErrorBars',
    data: { datasets },
    options: {
      scales: {
        ...Object.fromEntries(panels.map(([proxy]) => [proxy, workersAxis(proxy, counts)])),
        y: {
          min: 0,
          max: Math.max(highest, limit ?? 0) * 1.12,
          title: { display: true, text: 'requests per second' },
          ticks: { callback: tick, includeBounds: false },
        },
      },
      plugins: {
        title: { display: true, text: chartTitle('Scaling over workers', group) },
        subtitle: {
          display: true,
          text: [
            `${meanAndSpread(results)}; points of one number of workers stand a little aside`,
            ...(limit === null ? [] : [`no setup can pass ${bound?.formula ?? ''} (red)`]),
          ],
        },
        legend: {
          position: 'bottom',
          labels: {
            usePointStyle: true,
            pointStyleWidth: 12,
            boxHeight: 9,
            padding: 16,
            font: { size: 13 },
            // Panels share names and colours, so that each is explained once.
            filter: ({ text, datasetIndex }: { text: string; datasetIndex: number }) =>
              datasets.findIndex(({ label }) => label === text) === datasetIndex,
          },
        },
        annotation: {
          annotations: annotations(
            panels.map(([proxy]) => proxy),
            limit,
            cores,
            most,
          ),
        },
      },
    },
  };
  return { height: 480, configuration: configuration as unknown as ChartConfiguration };
}

/** A cluster's line starts at the single process behind the same proxy: that is its case of one worker. */
function lines(proxy: ProxyName, members: readonly Measured[], step: number) {
  const start = members.filter(({ cell }) => cell.topology === 'single');
  const many = members.filter(({ cell }) => cell.workers > 1);
  const series = [
    ...groupedBy(many, ({ cell }) => `${cell.topology}${cell.policy ? `-${cell.policy}` : ''}`),
  ];
  const clusters = series.map(([name, points], index) =>
    line(proxy, name, [...start, ...points], (index - (series.length - 1) / 2) * step),
  );
  return [...clusters, ...(start.length > 0 ? [line(proxy, 'single', start, 0)] : [])];
}

function line(proxy: ProxyName, name: string, points: readonly Measured[], aside: number) {
  const last = points.at(-1)?.cell;
  const stroke = last ? seriesColour(last) : INK;
  const ascending = points.toSorted((a, b) => a.cell.workers - b.cell.workers);
  return {
    label: name,
    xAxisID: proxy,
    data: ascending.map(({ cell: { workers, topology }, figures: { throughput } }) => {
      const { mean: y, standardDeviation } = throughput;
      const spread = standardDeviation ?? Number.NaN;
      const x = workers + (topology === 'single' ? 0 : aside);
      return { x, y, yMin: Math.max(0, y - spread), yMax: y + spread };
    }),
    showLine: true,
    order: name === 'single' ? 0 : 1,
    pointStyle: 'circle',
    pointRadius: 5,
    pointBorderWidth: 2,
    borderColor: stroke,
    backgroundColor: stroke,
    borderWidth: 2,
    errorBarColor: stroke,
    errorBarWhiskerColor: stroke,
    errorBarWhiskerSize: 8,
  };
}

/** Behind a proxy a single process gives what it gives there. */
function singleOf(members: readonly Measured[]): number | undefined {
  return members.find(({ cell }) => cell.topology === 'single')?.figures.throughput.mean;
}

function idealLine(proxy: ProxyName, single: number, most: number, first: boolean) {
  return {
    label: 'ideal: single × workers',
    type: 'line',
    xAxisID: proxy,
    data: [
      { x: 1, y: single },
      { x: most, y: single * most },
    ],
    showLine: true,
    order: first ? 3 : 2,
    pointStyle: 'line',
    pointRadius: 0,
    borderColor: MUTED,
    backgroundColor: PAPER,
    borderWidth: 1.5,
    borderDash: [2, 4],
  };
}
