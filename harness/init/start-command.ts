/** The text of a package script -> what it starts, in words that a configuration can hold. */
import { parseArgsStringToArgv } from 'string-argv';

export interface ParsedCommand {
  /** Path of a script; null if another program starts the server. */
  readonly script: string | null;
  readonly nodeArgs: readonly string[];
  /** Arguments of the script, or the words of the command. {port} stands for a port that was fixed. */
  readonly args: readonly string[];
  /** Variables that it sets, but for the port and the address, which the harness sets. */
  readonly env: readonly string[];
  /** Whether it set a port or named one, so that its own text cannot be used. */
  readonly fixesPort: boolean;
}

/** Programs that run a script, and what makes Node do the same. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  node: [],
  nodemon: [],
  tsx: ['--import', 'tsx'],
  'ts-node': ['--require', 'ts-node/register'],
  'ts-node-dev': ['--require', 'ts-node/register'],
  'ts-node-esm': ['--loader', 'ts-node/esm'],
};

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const SET_BY_HARNESS = new Set(['PORT', 'HOST']);
/** Flags of Node that take the next word. */
const TAKES_WORD = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '--env-file',
  '-C',
]);
/** A run needs neither restarts nor a debugger. */
const FOR_DEVELOPMENT = /^--(watch|inspect|respawn|transpile-only|poll|exec)/;
const PORT_FLAG = /^(-p|-l|--port|--listen)$/;

/** parseCommand looks at the last of several commands, as the others build. Null if a shell is needed. */
export function parseCommand(text: string): ParsedCommand | null {
  const last = text.split('&&').at(-1)?.trim() ?? '';
  if (/[|;<>`]|\$\(/.test(last)) return null;
  const words = parseArgsStringToArgv(last);
  if (words[0] === 'cross-env' || words[0] === 'npx') words.shift();
  const assigned: string[] = [];
  while (words[0] !== undefined && ASSIGNMENT.test(words[0])) assigned.push(words.shift() ?? '');
  const env = assigned.filter((word) => !SET_BY_HARNESS.has(ASSIGNMENT.exec(word)?.[1] ?? ''));
  const [program = '', ...rest] = words;
  const nodeArgs = RUNNERS[program];
  if (nodeArgs === undefined) {
    const args = withPort([program, ...rest]);
    const fixesPort = assigned.length > env.length || args.some((arg) => arg.includes('{port}'));
    return program === '' ? null : { script: null, nodeArgs: [], args, env, fixesPort };
  }
  if (rest[0] === 'watch') rest.shift();
  const own: string[] = [];
  while (rest[0]?.startsWith('-')) {
    const [flag = '', value = ''] = rest.splice(0, TAKES_WORD.has(rest[0]) ? 2 : 1);
    if (!FOR_DEVELOPMENT.test(flag)) own.push(flag, ...(value === '' ? [] : [value]));
  }
  const [script, ...args] = rest;
  if (script === undefined) return null;
  const ported = withPort(args);
  const fixesPort = ported.some((arg) => arg.includes('{port}'));
  return { script, nodeArgs: [...nodeArgs, ...own], args: ported, env, fixesPort };
}

/** withPort puts {port} in place of a port that is a number or a variable of the shell. */
function withPort(words: readonly string[]): string[] {
  return words.map((word, index) => {
    if (/^\$\{?PORT\b.*$/.test(word)) return '{port}';
    if (PORT_FLAG.test(words[index - 1] ?? '') && /^\d+$/.test(word)) return '{port}';
    return word.replace(/^(--port=)(\d+|\$\{?PORT\b.*)$/, '$1{port}');
  });
}

/** inWords joins words as the harness will split them. */
export function inWords(words: readonly string[]): string {
  return words.map((word) => (/\s|^$/.test(word) ? `"${word}"` : word)).join(' ');
}
