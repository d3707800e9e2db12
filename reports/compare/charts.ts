/** The charts of a comparison: in which files, and what they say to those who cannot see them. */
import type { ChartImage, UndrawnChart } from '../charts/charts.ts';

/** A picture that comparison.md shows. */
export type CompareChart = Pick<ChartImage, 'file' | 'alt'>;
export type { UndrawnChart };
