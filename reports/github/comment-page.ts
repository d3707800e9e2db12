/** A result as a comment of a pull request. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { Night } from '../../harness/records/night.ts';
import type { RunRecord } from '../../harness/records/run.ts';
import { comparisonDocument } from '../compare/document.ts';
import { type Block, paragraph } from '../document/block.ts';
import { link, text } from '../document/inline.ts';
import { type NightComparisons, nightDocument } from '../nightly/document.ts';
import { cutMarkdown } from '../render/cut-markdown.ts';
import { runPage } from './run-page.ts';

/** A comment holds 65,536 characters, its hidden marker among them. */
const MOST_BYTES = 65_000;

export type Result =
  | { readonly kind: 'night'; readonly night: Night; readonly comparisons: NightComparisons }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  | { readonly kind: 'run'; readonly record: RunRecord };

/** @param workflowRun page with the log and the artifacts; null if it is not known */
export function commentMarkdown(result: Result, workflowRun: string | null): string {
  const more =
    workflowRun === null
      ? ''
      : text`Log, and the charts and records if they were uploaded: ${link(workflowRun, 'workflow run')}.`;
  const rest = text`The rest is too long for a comment. ${more}`;
  return cutMarkdown([...blocksOf(result), ...paragraph(more)], MOST_BYTES, rest);
}

function blocksOf(result: Result): Block[] {
  switch (result.kind) {
    case 'night':
      return nightDocument(result.night, result.comparisons);
    case 'comparison':
      return comparisonDocument(result.comparison);
    case 'run':
      return runPage(result.record);
  }
}
