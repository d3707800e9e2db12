/** Runs the program inside the test's process, for tests of its output and files, so that no Node has to start. */
import { Writable } from 'node:stream';
import { type CommandContext, commandContext } from '../../commands/command-context.ts';
import { asksForHelp, helpText, withLongNames } from '../../commands/help.ts';
import { printError } from '../../commands/print-problem.ts';
import { runProgram } from '../../commands/program.ts';
import { DRAWS_NOTHING } from './charts.ts';
import type { CliOptions } from './cli.ts';

interface HereOptions extends Omit<CliOptions, 'wrapper'> {
  /** Replaces real trials and a real client. */
  readonly means?: CommandContext['means'];
}

/** As `runCli`, but in this process. Only one at a time, since the working directory belongs to the process. */
export async function runHere(args: readonly string[], { cwd, env = {}, means }: HereOptions) {
  let output = '';
  const stream = () =>
    new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        output += chunk;
        done();
      },
    }) as NodeJS.WriteStream;
  const words = withLongNames([...args]);
  const around: CommandContext = {
    ...commandContext(),
    cwd,
    env: { ...process.env, NO_COLOR: '1', CLUSTER_BENCH_OUT: 'run', ...env },
    stdout: stream(),
    stderr: stream(),
    ...(means && { means }),
  };
  const before = { cwd: process.cwd(), env: { ...process.env } };
  let code: number | null = 0;
  process.chdir(cwd);
  Object.assign(process.env, DRAWS_NOTHING, env);
  try {
    if (asksForHelp(words)) output += await helpText(words);
    else
      await runProgram(words, around, (own) => {
        code = own;
      });
  } catch (error) {
    code = printError(error, around.stderr);
  } finally {
    process.chdir(before.cwd);
    for (const name of Object.keys({ ...DRAWS_NOTHING, ...env })) delete process.env[name];
    Object.assign(process.env, before.env);
  }
  return { code, signal: null, output };
}
