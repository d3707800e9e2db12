/** The figures of a comparison. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { FigureData } from '../figures/figure.ts';
import { outcome } from './headline.ts';

export interface ComparisonFigure {
  readonly data: FigureData;
  /** Path of its picture, relative to the folder of comparison.md, with forward slashes. */
  readonly file: string;
}

export function comparisonFigures(comparison: Comparison): ComparisonFigure[] {
  return [
    figureOf('effects', `Change of each variant with its interval: ${outcome(comparison)}`),
    figureOf('distributions', 'Every trial of both sides against the mean of the base'),
  ];
}

function figureOf(id: string, alt: string): ComparisonFigure {
  const axis = { title: 'change', scale: 'linear', suffix: '%' } as const;
  const texts = { id, title: alt, subtitle: [], alt };
  return {
    data: { kind: 'rows', ...texts, axis, rows: [], legend: [], rules: [] },
    file: `charts/${id}.png`,
  };
}
