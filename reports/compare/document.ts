/** A comparison as a document: the outcome, what it rests on, and how to read it. */
import type { Comparison } from '../../harness/records/comparison.ts';
import {
  type Block,
  callout,
  details,
  figure,
  figuresIn,
  heading,
  list,
  paragraph,
} from '../document/block.ts';
import { code, text, tinted } from '../document/inline.ts';
import { comparisonFigures } from '../figures/compare/comparison-figures.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { capital } from '../format.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { byLabel } from './by-label.ts';
import { undrawnList, writtenBy } from './closing.ts';
import { conclusion, warnings } from './conclusion.ts';
import { onlyInOneSide, pairsSentence } from './coverage.ts';
import { compareFindings } from './findings.ts';
import { gatesSection } from './gates.ts';
import { outcome } from './headline.ts';
import { howToReadComparison, methodSummary } from './how-to-read.ts';
import { otherMetrics } from './other-metrics.ts';
import { differencesSection, sidesList, sidesTable } from './sides.ts';
import { verdictTables } from './verdict-tables.ts';

/** A comment on GitHub holds 65,536 characters. */
const LIMIT = 60_000;

interface Detail {
  readonly hasOtherMetrics: boolean;
  /** Most rows of each table and names of each list. */
  readonly rows: number;
}

const WHOLE: Detail = { hasOtherMetrics: true, rows: Number.POSITIVE_INFINITY };

/** From the whole document to what fits, unless names are made to be long. */
const DETAILS: readonly Detail[] = [
  WHOLE,
  { hasOtherMetrics: false, rows: Number.POSITIVE_INFINITY },
  { hasOtherMetrics: false, rows: 40 },
  { hasOtherMetrics: false, rows: 10 },
];

/** A comparison for a terminal: the outcome comes last, where it stays in sight. */
export function comparisonSummary(comparison: Comparison): Block[] {
  const { cells, gates } = comparison;
  return [
    ...(cells.length === 0 ? gatesSection(3, gates, WHOLE.rows) : evidence(comparison, WHOLE).flat()),
    ...onlyInOneSide(comparison, WHOLE.rows).flat(),
    ...(cells.length === 0 ? [] : paragraph(tinted('quiet', methodSummary(comparison)))),
    ...paragraph(conclusion(comparison)),
  ];
}

/**
 * A comparison for a file. Its Markdown always fits a comment on GitHub: the metrics that decide nothing are left out
 * first, then rows, and the text says so.
 *
 * @param undrawn charts that could not be drawn, with the reason
 */
export function comparisonDocument(comparison: Comparison, undrawn: readonly UndrawnFigure[] = []): Block[] {
  let parts: Block[][] = [];
  for (const detail of DETAILS) {
    parts = partsOf(comparison, undrawn, detail);
    if (lengthOf(parts.flat()) <= LIMIT) return parts.flat();
  }
  return fitting(parts);
}

/** Each part is shown whole or not at all, the first ones first. */
function fitting(parts: readonly Block[][]): Block[] {
  let left = LIMIT;
  const kept = parts.filter((part) => {
    const length = lengthOf(part) + 1;
    if (length > left) return false;
    left -= length;
    return true;
  });
  return [
    ...kept.flat(),
    ...paragraph(text`Parts that would make this text too long are in ${code('comparison.json')} only.`),
  ];
}

/** Length as Markdown with every chart. */
function lengthOf(blocks: readonly Block[]): number {
  const images = new Set(figuresIn(blocks).flatMap(({ file }) => file ?? []));
  return renderMarkdown(blocks, { images }).length;
}

function partsOf(comparison: Comparison, undrawn: readonly UndrawnFigure[], detail: Detail): Block[][] {
  return [
    [heading(2, capital(outcome(comparison)))],
    ...evidence(comparison, detail),
    ...comparisonFigures(comparison).map(({ data, file }) => figure(data, file)),
    ...onlyInOneSide(comparison, detail.rows),
    detail.hasOtherMetrics
      ? details('Other metrics', otherMetrics(comparison))
      : paragraph(
          text`The metrics that decide nothing would make this text too long: they are in ${code('comparison.json')}.`,
        ),
    detail.hasOtherMetrics ? byLabel(comparison) : [],
    details('The sides', sidesTable(comparison)),
    details('How to read this', list(howToReadComparison(comparison))),
    undrawnList(undrawn),
    writtenBy(comparison),
  ];
}

/** Evidence for the outcome. */
function evidence(comparison: Comparison, { rows }: Detail): Block[][] {
  return [
    sidesList(comparison),
    callout('warning', warnings(comparison)),
    verdictTables(comparison, rows),
    pairsSentence(comparison),
    list(compareFindings(comparison)),
    gatesSection(3, comparison.gates, rows),
    differencesSection(3, comparison, rows),
  ];
}
