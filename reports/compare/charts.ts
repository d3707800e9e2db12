/** The charts of a comparison: in which files, and what they say to those who cannot see them. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { ChartImage, PlannedChart } from '../charts/charts.ts';
import { distributionsChart } from './distributions.ts';
import { effectsChart } from './effects.ts';
import { outcome } from './headline.ts';

/** A picture that comparison.md shows; its file relative to the folder of that, with forward slashes. */
export type CompareChart = Pick<ChartImage, 'file' | 'alt'>;

/** Nothing is laid out before `draw`, which returns null where the comparison lacks what would be shown. */
export interface PlannedCompareChart {
  readonly image: CompareChart;
  readonly draw: PlannedChart['draw'];
}

export function plannedCompareCharts(comparison: Comparison): PlannedCompareChart[] {
  return [
    {
      image: {
        file: 'charts/effects.png',
        alt: `Change of each setup with its interval: ${outcome(comparison)}`,
      },
      draw: () => effectsChart(comparison),
    },
    {
      image: { file: 'charts/distributions.png', alt: 'Every trial of both sides against the base’s mean' },
      draw: () => distributionsChart(comparison),
    },
  ];
}
