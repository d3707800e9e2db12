/** The charts of a run: which there are, in which files, and what they say to those who cannot see them. */
import type { RunRecord } from '../../harness/records/run.ts';
import { measured } from '../comparison.ts';
import { type Group, groupResults } from '../groups.ts';
import { isOneRate } from '../open-loop.ts';
import { coreHeatMap } from './core-heat-map.ts';
import { cpuByRoleChart } from './cpu-by-role.ts';
import { latencyChart } from './latency.ts';
import { metricChart } from './metric.ts';
import type { Drawing } from './render.ts';
import { scalingChart } from './scaling.ts';
import { workerSharesChart } from './worker-shares.ts';

export type ChartKind = 'metric' | 'scaling' | 'latency' | 'cpu-by-role' | 'core-heat-map' | 'worker-shares';

/** A picture that report.md shows. */
export interface ChartImage {
  readonly kind: ChartKind;
  /** Slug of the group that it belongs to; empty where the run has one group. */
  readonly group: string;
  /** Relative to the run's folder, with forward slashes. */
  readonly file: string;
  readonly alt: string;
}

/** A picture that the report has to do without. */
export interface UndrawnChart {
  readonly file: string;
  readonly reason: string;
}

export interface PlannedChart {
  readonly image: ChartImage;
  /** Lays the chart out; null where the record lacks what it would show. */
  readonly draw: () => Drawing | null;
}

/** Every chart that a run may have, in the report's order. Nothing is laid out before `draw`. */
export function plannedCharts(record: RunRecord): PlannedChart[] {
  const { cores } = record.host;
  const workerCounts = [...new Set(record.cells.map(({ workers }) => workers))];
  return groupResults(record).flatMap((group) => {
    const planned = (kind: ChartKind, draw: () => Drawing | null): PlannedChart => ({
      image: chartImage(kind, group),
      draw,
    });
    return [
      planned('metric', () => metricChart(group, workerCounts)),
      // Latencies under different loads are no line.
      planned('scaling', () => (isOneRate(measured(group.results)) ? scalingChart(group, cores) : null)),
      planned('latency', () => latencyChart(group, workerCounts)),
      planned('cpu-by-role', () => cpuByRoleChart(group, cores)),
      planned('core-heat-map', () => coreHeatMap(group)),
      planned('worker-shares', () => workerSharesChart(group, workerCounts)),
    ];
  });
}

const SUBJECTS: Readonly<Record<ChartKind, (group: Group) => string>> = {
  metric: ({ metric }) => `${metric.title} of each variant`,
  scaling: ({ metric }) => `${metric.title} over the number of workers`,
  latency: () => 'Latency percentiles of each variant',
  'cpu-by-role': () => 'Cores used by app, proxy and load client',
  'core-heat-map': () => 'CPU of each core over time',
  'worker-shares': () => 'Requests of each worker',
};

export function chartImage(kind: ChartKind, group: Group): ChartImage {
  const { slug, app, scenario, metric } = group;
  const name = kind === 'metric' ? metric.name : kind;
  const file = `charts/${name}${slug === '' ? '' : `-${slug}`}.png`;
  return { kind, group: slug, file, alt: `${SUBJECTS[kind](group)}: ${app}, ${scenario}` };
}
