/** The pictures of a comparison. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { PlannedChart } from '../charts/charts.ts';
import { distributionsChart } from './distributions.ts';
import { effectsChart } from './effects.ts';

export interface PlannedCompareChart {
  readonly file: string;
  /** Lays the chart out; null where the comparison lacks its figures. */
  readonly draw: PlannedChart['draw'];
}

export function plannedCompareCharts(comparison: Comparison): PlannedCompareChart[] {
  return [
    { file: 'charts/effects.png', draw: () => effectsChart(comparison) },
    { file: 'charts/distributions.png', draw: () => distributionsChart(comparison) },
  ];
}
