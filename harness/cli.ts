#!/usr/bin/env node
/** The program: its commands, and the one place where an error becomes a message and an exit code. */
import { exitCodes } from './commands/exit-codes.ts';
import { asksForHelp, helpText, withLongNames } from './commands/help.ts';

const args = withLongNames(process.argv.slice(2));
const { stdout, stderr } = process;

// `cluster-bench list | head -1` closes our output early, which is not an error.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.failed;
  });
}

try {
  if (asksForHelp(args)) {
    stdout.write(await helpText(args, stdout.columns));
  } else {
    // Everything else is imported late, as help does not need it.
    const { runProgram } = await import('./commands/program.ts');
    const { commandContext } = await import('./commands/command-context.ts');
    await runProgram(args, commandContext(), (code) => {
      process.exitCode = code;
    });
  }
} catch (error) {
  const { printError } = await import('./commands/print-problem.ts');
  process.exitCode = printError(error, stderr);
}
