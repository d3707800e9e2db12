#!/usr/bin/env node
/** The program: its commands, and the one place where an error becomes a sentence and an exit code. */
import { inspect } from 'node:util';
import yargs from 'yargs';
import { plainText } from '../reports/escape.ts';
import { complain } from './commands/complain.ts';
import { completions } from './commands/completion.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { addHelp, withLongNames } from './commands/help.ts';
import { addCommands } from './commands/index.ts';
import { parseError } from './commands/parse-error.ts';
import { surroundings } from './commands/surroundings.ts';
import { refuseOddSwitches } from './config/flags.ts';
import { UsageError } from './config/usage-error.ts';
import { packageVersion } from './host/package-version.ts';
import { RecordError } from './records/record-error.ts';

const args = withLongNames(process.argv.slice(2));
const { stdout, stderr } = process;

// `cluster-bench list | head -1` closes our output early, which is no error of ours.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.failed;
  });
}

const program = yargs(args)
  .parserConfiguration({
    'camel-case-expansion': false,
    'dot-notation': false,
    'nargs-eats-options': true,
    'short-option-groups': false,
  })
  .exitProcess(false)
  .fail((message: string, error: Error | undefined) => {
    throw parseError(message, error);
  });
addHelp(program, packageVersion(), stdout.columns);
addCommands(program, surroundings(), (code) => {
  process.exitCode = code;
}).completion('completion', 'print a script that completes commands', () => completions(args.slice(1)));

try {
  refuseOddSwitches(args);
  await program.parseAsync();
} catch (error) {
  const isUsage = error instanceof UsageError || error instanceof RecordError;
  // A sentence may quote a file that others wrote.
  if (isUsage) complain(stderr, plainText(error.message));
  else stderr.write(`cluster-bench: ${inspect(error)}\n`);
  process.exitCode = isUsage ? exitCodes.usage : exitCodes.failed;
}
