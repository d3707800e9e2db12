/** Costs of single things as a document. */
import { type Block, heading, list, paragraph } from '../../reports/document/block.ts';
import { tinted } from '../../reports/document/inline.ts';
import { figureColumn, nameColumn, table } from '../../reports/document/table.ts';
import { figure, fixed, likeFigure } from '../../reports/format.ts';
import type { Figure } from '../micro/figure.ts';
import { nameOf } from '../micro/names.ts';
import { microFindings } from './micro-findings.ts';

const NOTE =
  'µs of CPU time, unless elapsed; MAD is the median absolute deviation. Each was measured alone and warmed up: beside other work it costs more.';

/** @param host one line about where the costs were measured */
export function microDocument(figures: readonly Figure[], host: string): Block[] {
  return [
    heading(1, host),
    ...table<Figure>(
      [
        nameColumn('what', nameOf),
        figureColumn(
          'median µs',
          ({ medianUs }) => figure(medianUs),
          ({ medianUs }) => medianUs,
        ),
        figureColumn(
          'MAD µs',
          ({ madUs, medianUs }) => likeFigure(madUs, medianUs),
          ({ madUs }) => madUs,
        ),
        figureColumn('per second', (row) => fixed(perSecond(row), 0), perSecond),
      ],
      figures,
    ),
    ...list(microFindings(figures)),
    ...paragraph(tinted('quiet', NOTE)),
  ];
}

/** Operations per second that keep one core busy. */
export function perSecond({ medianUs }: Pick<Figure, 'medianUs'>): number {
  return Number((1e6 / medianUs).toPrecision(3));
}
