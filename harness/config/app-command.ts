/** `--app-command` -> an app that a command starts: a launcher, or a server that is no script of Node. */
import { parseArgsStringToArgv } from 'string-argv';
import type { AppSource } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { type Given, oneText } from './values.ts';

/** What a shell alone understands; `{port}` is ours. */
const SHELL_WORDS = /[|&;<>$`*?()]|^\w+=/;

/** What names a script, or is for one, and makes no sense beside a command. */
const INSTEAD = {
  app: 'a command starts the app itself; leave one of the two out',
  'app-args': 'write the arguments into the command',
  'node-args': 'set NODE_OPTIONS for the Node that the command starts, or name its script with --app',
} as const;

/** @throws {UsageError} at an empty command, or a flag that is for scripts */
export function commandApp(given: Given, user: UserConfig): AppSource {
  for (const name of Object.keys(INSTEAD) as (keyof typeof INSTEAD)[]) {
    const other = user[name];
    if (other) throw new UsageError(`${given.origin} and ${other.origin} contradict: ${INSTEAD[name]}`);
  }
  const text = oneText(given).trim();
  const command = SHELL_WORDS.test(text) ? ['/bin/sh', '-c', text] : parseArgsStringToArgv(text);
  if (command.length === 0) {
    throw new UsageError(`${given.origin} is empty; name what starts the app, such as "npm start"`);
  }
  return { name: nameOf(text), script: '', command, args: [], nodeArgs: [], builtIn: false };
}

/** Part of the cells' ids: the command's words, in letters that a shell and a file name take. */
function nameOf(text: string): string {
  const words = text.replaceAll('{port}', '').replace(/[^\w.]+/g, '-');
  return words.replace(/^[-.]+|[-.]+$/g, '').slice(0, 40) || 'command';
}
