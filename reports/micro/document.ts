/** The results of micro benchmarks as a document. */

import type { Figure } from '../../harness/records/micro.ts';
import { type Block, heading, list, paragraph } from '../document/block.ts';
import { tinted } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { figure, fixed, likeFigure } from '../format.ts';
import { microFindings } from './findings.ts';
import { nameOf } from './names.ts';

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
