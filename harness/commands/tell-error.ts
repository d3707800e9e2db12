import { inspect } from 'node:util';
import { plainText } from '../../reports/escape.ts';
import { UsageError } from '../config/usage-error.ts';
import { RecordError } from '../records/record-error.ts';
import { complain } from './complain.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Writes what ended the program: a sentence where the user can do something about it, a stack elsewhere. */
export function tellError(error: unknown, stderr: NodeJS.WriteStream): ExitCode {
  const isUsage = error instanceof UsageError || error instanceof RecordError;
  // A sentence may quote a file that others wrote.
  if (isUsage) complain(stderr, plainText(error.message));
  else stderr.write(`cluster-bench: ${inspect(error)}\n`);
  return isUsage ? exitCodes.usage : exitCodes.failed;
}
