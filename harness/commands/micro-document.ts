/** The results of micro benchmarks as a document. */
import { type Block, heading, list, paragraph } from '../../reports/document/block.ts';
import { tinted } from '../../reports/document/inline.ts';
import { figureColumn, nameColumn, table } from '../../reports/document/table.ts';
import { figure, fixed, likeFigure } from '../../reports/format.ts';
import type { Figure } from '../micro/figure.ts';
import { nameOf } from '../micro/names.ts';
import { microFindings } from './micro-findings.ts';

const NOTE =
  'µs of CPU time, or elapsed time where noted; MAD is the median absolute deviation. Each benchmark runs alone after a warm-up: the same work costs more in a busy process.';

/** @param host one line about the host that was measured */
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

/** Operations per second that one core can do. */
export function perSecond({ medianUs }: Pick<Figure, 'medianUs'>): number {
  return Number((1e6 / medianUs).toPrecision(3));
}
