/** `--app-command`: an app that a command starts, such as a launcher or a server that is not a Node script. */
import { parseArgsStringToArgv } from 'string-argv';
import type { AppSource } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { type Given, oneText } from './values.ts';

/** Syntax that needs a shell. Placeholders are excluded: the harness replaces them. */
const SHELL_WORDS = /[|&;<>$`*?()]|^\w+=/;

/** Options for scripts, which contradict a command, and what to do instead. */
const INSTEAD = {
  app: 'a command starts the app itself; leave one of them out',
  'app-args': 'put the arguments into the command',
  'node-args': 'set NODE_OPTIONS for the Node that the command starts, or name its script with --app',
} as const;

/** @throws {UsageError} at an empty command, or beside a flag for scripts */
export function commandApp(given: Given, user: UserConfig): AppSource {
  for (const name of Object.keys(INSTEAD) as (keyof typeof INSTEAD)[]) {
    const other = user[name];
    if (other) throw new UsageError(`${given.origin} and ${other.origin} contradict: ${INSTEAD[name]}`);
  }
  const text = oneText(given).trim();
  const command = SHELL_WORDS.test(text) ? ['/bin/sh', '-c', text] : parseArgsStringToArgv(text);
  if (command.length === 0) {
    throw new UsageError(`${given.origin} is empty; name a command that starts the app, such as "npm start"`);
  }
  return { name: nameOf(text), script: '', command, args: [], nodeArgs: [], builtIn: false, attached: null };
}

/** The command in characters that are safe in a shell and in file names; a part of the cells' ids. */
function nameOf(text: string): string {
  const words = text.replaceAll(/\{(port|workers)\}/g, '').replace(/[^\w.]+/g, '-');
  return words.replace(/^[-.]+|[-.]+$/g, '').slice(0, 40) || 'command';
}
