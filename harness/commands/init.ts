/** `cluster-bench init`: writes the configuration of the project in this folder, and says what to check. */
import { type Block, list, paragraph } from '../../reports/document/block.ts';
import { code, text } from '../../reports/document/inline.ts';
import { type Flags, givenAmong } from '../config/flags.ts';
import { readValues } from '../config/options/option.ts';
import { initOptions } from '../config/options/others.ts';
import { type Initialized, initialize } from '../init/init.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print } from './print.ts';

/** @throws {UsageError} if there is nothing to write, or no server to write about */
export async function init(flags: Flags, around: CommandContext): Promise<ExitCode> {
  const { workflow } = readValues(initOptions, givenAmong(flags, initOptions, around.cwd), 'init');
  print(summary(await initialize({ ...around, workflow })), around);
  return exitCodes.done;
}

function summary({ written, kept, app }: Initialized): Block[] {
  const files = [
    ...written.map((file) => text`wrote ${code(file)}`),
    ...kept.map((file) => text`${code(file)} was here already and stays as it is`),
    ...(app === null ? [] : [text`the server is ${app.found}`]),
  ];
  const check = app === null || app.open.length === 0 ? [] : [...paragraph('To check:'), ...list(app.open)];
  const next = text`See the plan with ${code('npx cluster-bench --dry-run')}, then measure with ${code('npx cluster-bench')}.`;
  return [...list(files), ...check, ...paragraph(next)];
}
