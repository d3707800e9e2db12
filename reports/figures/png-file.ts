import type { FigureData } from './figure.ts';

/** A PNG that the report has to do without. */
export interface UndrawnFigure {
  readonly file: string;
  readonly reason: string;
}

/** Where a figure's PNG lies, relative to its document, with forward slashes. */
export function pngFile({ id }: Pick<FigureData, 'id'>): string {
  return `charts/${id}.png`;
}
