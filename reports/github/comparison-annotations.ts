/** Annotations of a comparison: variants that got worse, gates that are not met, failed trials. */
import type { ComparedCell, Comparison } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { brokenFinding, decidedFinding, failedFinding } from '../compare/findings.ts';
import { type Text, wordsOf } from '../document/inline.ts';
import type { Annotation } from './annotation.ts';
import { gateAnnotations } from './gate-annotations.ts';

/** The worst first. Failed trials fail no comparison, and are warnings. */
export function comparisonAnnotations({ cells, gates }: Comparison): Annotation[] {
  const regressions = cells
    .filter(({ verdict }) => verdict === 'regression')
    .toSorted((one, other) => sizeOf(other) - sizeOf(one));
  return [
    ...cells.filter(isBroken).map((cell) => error('No figures', brokenFinding(cell))),
    ...regressions.map((cell) => error('Regression', decidedFinding(cell, 'bad', cells.length > 1))),
    ...gateAnnotations(gates),
    ...cells
      .filter(({ failed }) => failed.base + failed.head > 0)
      .map((cell): Annotation => ({ ...error('Failed trials', failedFinding(cell)), level: 'warning' })),
  ];
}

function error(title: string, sentence: Text): Annotation {
  return { level: 'error', title, message: wordsOf(sentence) };
}

function sizeOf({ primary }: ComparedCell): number {
  return Math.abs(primary.change ?? Number.POSITIVE_INFINITY);
}
