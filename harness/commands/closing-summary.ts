import { relative } from 'node:path';
import { renderTerminal, screenOf } from '../../reports/render/terminal.ts';
import { closingDocument } from '../../reports/run/closing.ts';
import type { RunRecord } from '../records/run.ts';
import type { Surroundings } from './surroundings.ts';

type Around = Pick<Surroundings, 'env' | 'cwd'> & { readonly stdout: Parameters<typeof screenOf>[0] };

/** The last words of a run: begins with an empty line, ends in a newline. @param report path of the report, null for none */
export function closingSummary(record: RunRecord, report: string | null, around: Around): string {
  const { stdout, env, cwd } = around;
  const shownPath = report && (relative(cwd, report) || report);
  return `\n${renderTerminal(closingDocument(record, shownPath), screenOf(stdout, env))}`;
}
