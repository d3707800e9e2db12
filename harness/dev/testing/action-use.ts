/** Checks a step that uses our own action: its inputs, and the arguments of its command. */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import parseLine from 'string-argv';
import { commandNames } from '../../commands/index.ts';
import { optionsOf } from '../../config/options/index.ts';
import type { CommandName } from '../../config/options/option.ts';
import type { Action } from './composite-action.ts';
import type { Step } from './workflow.ts';

/** @returns the values of the flags in `args` */
export function checkUse(
  { with: given = {} }: Step,
  { inputs }: Action,
): ReturnType<typeof parseArgs>['values'] {
  for (const name of Object.keys(given)) assert.ok(name in inputs, name);
  const { command, args = '' } = given as { readonly command: string; readonly args?: string };
  assert.ok(commandNames.includes(command), command);
  const options = Object.entries(optionsOf(command as CommandName)).map(
    ([flag, { kind }]) =>
      [
        flag,
        { type: kind.takes === 'switch' ? 'boolean' : 'string', multiple: kind.takes === 'texts' },
      ] as const,
  );
  return parseArgs({ args: parseLine(args), options: Object.fromEntries(options), strict: true }).values;
}
