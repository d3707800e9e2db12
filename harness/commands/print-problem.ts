import { inspect } from 'node:util';
import { plainText } from '../../reports/render/plain-text.ts';
import { columnsOf, wrap } from '../../reports/render/terminal.ts';
import { UsageError } from '../config/usage-error.ts';
import { RecordError } from '../records/record-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Writes an error or a warning after the program's name. Lines that begin with a space are quotations, and stay as
 * they are.
 */
export function printProblem(stderr: Stream, text: string): void {
  const columns = columnsOf(stderr);
  const lines = `cluster-bench: ${text}`
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : wrap(line, columns, '  ')));
  stderr.write(`${lines.join('\n')}\n`);
}

/** Writes the error that ended the program: a sentence if the user can fix it, else a stack. */
export function printError(error: unknown, stderr: NodeJS.WriteStream): ExitCode {
  const isUsage = error instanceof UsageError || error instanceof RecordError;
  // The sentence may quote a file of unknown content.
  if (isUsage) printProblem(stderr, plainText(error.message));
  else stderr.write(`cluster-bench: ${inspect(error)}\n`);
  return isUsage ? exitCodes.usage : exitCodes.failed;
}
