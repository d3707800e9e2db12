import type { Chart, ChartConfiguration, LegendItem } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-plugin-annotation';
import { betterInWords } from '../../harness/stats/metrics/metric.ts';
import { baseline, scored } from '../comparison.ts';
import { groupBound } from '../group-bound.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { extent } from './extent.ts';
import { chartTitle, meanAndInterval, tickOf } from './labels.ts';
import { logAxis } from './log-axis.ts';
import type { Drawing } from './render.ts';
import { annotations, workersAxis } from './scaling-frame.ts';
import { IDEAL, idealLine, lines, singleOf } from './scaling-lines.ts';

/**
 * The scenario's metric over workers, a line a policy, a panel a proxy; of a rate also the line on which every worker
 * adds what the single process gives. Null where fewer than two numbers of workers have figures.
 */
export function scalingChart(group: Group, cores: number): Drawing | null {
  const { metric } = group;
  const results = scored(group.results);
  const counts = [...new Set(results.map(({ cell }) => cell.workers))].toSorted((a, b) => a - b);
  if (counts.length < 2) return null;
  const panels = [...groupedBy(results, ({ cell }) => cell.proxy)];
  const highest = extent(results);
  if (highest === 0) return null;
  const bound = groupBound(group);
  const limit = bound !== null && bound.limit <= 1.5 * highest ? bound.limit : null;
  const isLogarithmic = metric.chart.scale === 'logarithmic';
  const single = metric.isRate ? (baseline(group)?.figures.score.mean ?? null) : null;
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
        y: isLogarithmic
          ? logAxis(
              [...results.map(({ figures }) => figures.score.mean), highest],
              metric.chart.scalingAxis,
              betterInWords(metric),
            )
          : {
              min: 0,
              max: Math.max(highest, limit ?? 0) * 1.12,
              title: { display: true, text: metric.chart.scalingAxis },
              ticks: { callback: tickOf(metric), includeBounds: false },
            },
      },
      plugins: {
        title: { display: true, text: chartTitle('Scaling over workers', group) },
        subtitle: {
          display: true,
          text: [
            `${meanAndInterval(results)}; points of one number of workers stand a little aside`,
            ...(limit === null ? [] : [`no setup can pass ${bound?.formula ?? ''} (red dashes)`]),
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
            generateLabels: labelsOf,
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
            isLogarithmic ? 'end' : 'start',
          ),
        },
      },
    },
  };
  return { height: 480, configuration: configuration as unknown as ChartConfiguration };
}

/** As Chart.js makes them, which forgets the dashes of a line whose label shows its points. */
function labelsOf(chart: Chart): LegendItem[] {
  const { defaults } = chart.constructor as typeof Chart;
  return defaults.plugins.legend.labels.generateLabels(chart).map((item) => ({
    ...item,
    ...(item.text === IDEAL ? { lineDash: [2, 3], lineWidth: 1.5 } : {}),
  }));
}
