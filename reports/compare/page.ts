/** A comparison as a page, which may be of any length: nothing is folded away, and its sections are links. */
import type { Comparison } from '../../harness/records/comparison.ts';
import { type Block, callout, figure, heading, list, section } from '../document/block.ts';
import { comparisonFigures } from '../figures/compare/comparison-figures.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { capital } from '../format.ts';
import { undrawnList, writtenBy } from './closing.ts';
import { warnings } from './conclusion.ts';
import { onlyInOneSide, pairsSentence } from './coverage.ts';
import { compareFindings } from './findings.ts';
import { gatesSection } from './gates.ts';
import { outcome } from './headline.ts';
import { howToReadComparison } from './how-to-read.ts';
import { otherMetrics } from './other-metrics.ts';
import { differencesSection, sidesList, sidesTable } from './sides.ts';
import { verdictTables } from './verdict-tables.ts';

const ALL = Number.POSITIVE_INFINITY;

/** @param undrawn charts that could not be drawn, with the reason */
export function comparisonPage(comparison: Comparison, undrawn: readonly UndrawnFigure[] = []): Block[] {
  const charts = comparisonFigures(comparison).flatMap(({ data, file }) => figure(data, file));
  return [
    heading(1, capital(outcome(comparison))),
    ...sidesList(comparison),
    ...callout('warning', warnings(comparison)),
    ...section(2, 'Verdicts', [...verdictTables(comparison, ALL), ...pairsSentence(comparison)]),
    ...section(2, 'Findings', list(compareFindings(comparison))),
    ...gatesSection(2, comparison.gates, ALL),
    ...section(2, 'Charts', [...charts, ...undrawnList(undrawn)]),
    ...section(2, 'Other metrics', otherMetrics(comparison)),
    ...section(2, 'Sides', [
      ...sidesTable(comparison),
      ...onlyInOneSide(comparison, ALL).flat(),
      ...differencesSection(3, comparison, ALL),
    ]),
    ...section(2, 'How to read this', list(howToReadComparison(comparison))),
    ...writtenBy(comparison),
  ];
}
