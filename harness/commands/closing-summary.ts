import { relative } from 'node:path';
import { closingDocument } from '../../reports/run/closing.ts';
import type { RunRecord } from '../records/run.ts';
import type { CommandContext } from './command-context.ts';
import { type Output, print } from './print.ts';

/**
 * Prints the end of a run's output, after an empty line.
 * @param report path of the report; null if it was not written
 * @param resume command that goes on with the run; null if there is none
 */
export function printClosingSummary(
  record: RunRecord,
  report: string | null,
  around: Output & Pick<CommandContext, 'cwd'>,
  resume: string | null = null,
): void {
  const shownPath = report && (relative(around.cwd, report) || report);
  around.stdout.write('\n');
  print(closingDocument(record, shownPath, resume), around);
}
