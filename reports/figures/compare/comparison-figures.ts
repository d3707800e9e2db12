import type { Comparison } from '../../../harness/records/comparison.ts';
import type { FigureData } from '../figure.ts';
import { pngFile } from '../png-file.ts';
import { distributionsFigure } from './distributions.ts';
import { effectsFigure } from './effects.ts';

export interface ComparisonFigure {
  readonly data: FigureData;
  /** PNG relative to the comparison's folder, with forward slashes. */
  readonly file: string;
}

/** Every figure that the comparison has data for, in the report's order. */
export function comparisonFigures(comparison: Comparison): ComparisonFigure[] {
  const all = [effectsFigure(comparison), distributionsFigure(comparison)];
  return all.flatMap((data) => (data === null ? [] : [{ data, file: pngFile(data) }]));
}
