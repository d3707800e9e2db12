/**
 * A run as a page of GitHub: findings and the main table. Its charts are in the report, and so is the output of failed
 * processes: GitHub masks secrets in logs, but not in comments.
 */
import type { RunRecord } from '../../harness/records/run.ts';
import { type Block, callout, heading, list, paragraph, section } from '../document/block.ts';
import { runCaveats } from '../findings/caveats.ts';
import { groupResults } from '../groups.ts';
import { closingDocument } from '../run/closing.ts';
import { findingsOf, overview, runTitle } from '../run/document.ts';
import { skippedVariants } from '../sections/failures.ts';
import { failuresIn } from './run-annotations.ts';

export function runPage(record: RunRecord): Block[] {
  const groups = groupResults(record);
  return [
    heading(1, runTitle(record)),
    ...paragraph(overview(record)),
    ...callout('warning', runCaveats(record, groups)),
    ...section(2, 'Findings', findingsOf(groups)),
    ...section(2, 'Results', closingDocument(record, null)),
    ...section(2, 'Failed trials', list(failuresIn(record))),
    ...skippedVariants(record),
  ];
}
