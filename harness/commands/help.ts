/** `--help` of the program and of each command, from the tables of commands and options. */

import { wrap } from '../../reports/render/terminal.ts';
import { optionsOf } from '../config/options/index.ts';
import {
  aboutText,
  type CommandName,
  flagText,
  isOffered,
  namesOf,
  shownDefault,
} from '../config/options/option.ts';
import { type Command, commands, completionCommand } from './index.ts';

const USAGE = `cluster-bench [run] [flags]

Does node:cluster pay off for your service? Starts real servers in every
variant, loads one after the other, and compares throughput, latency and CPU.`;

const EPILOGUE = `Examples:
  cluster-bench                             Express in every variant
  cluster-bench --quick                     a quick first look
  cluster-bench --workers 1,8 --policy rr   a single process and eight workers
  cluster-bench --app ./server.js --path /  your own app, unchanged
  cluster-bench doctor                      is this host quiet enough?

Brackets show defaults. Lists are separated by commas; times may have a unit
(50ms, 10s, 2m). Options may also be set in cluster-bench.config.json, such as
{ "workers": [1, 8] }, or in the environment, such as CLUSTER_BENCH_WORKERS=1,8.
Flags override the environment, and the environment overrides the file.
README.md and docs/ in the package are the guide.`;

type Row = readonly [name: string, about: string];

/**
 * Replaces the usual short forms: `-h`, `-v`, `help run` and `version`.
 */
export function withLongNames(args: readonly string[]): string[] {
  const [first, ...rest] = args;
  if (first === 'help') return [...rest, '--help'];
  if (first === 'version' && rest.length === 0) return ['--version'];
  const long: Readonly<Record<string, string>> = { '-h': '--help', '-v': '--version' };
  return args.map((word, index) => (args[index - 1]?.startsWith('--') ? word : (long[word] ?? word)));
}

/** Whether the arguments request help. In `--app-args --help` the flag belongs to the app. */
export function asksForHelp(args: readonly string[]): boolean {
  const options = new Map(commands.flatMap(({ name }) => Object.entries(optionsOf(name as CommandName))));
  const isValue = (index: number) =>
    options.get(args[index - 1]?.replace(/^--/, '') ?? '')?.mayBeginWithDash === true;
  const end = args.indexOf('--');
  return args.some(
    (word, index) => /^--help(=true)?$/.test(word) && !isValue(index) && (end < 0 || index < end),
  );
}

/**
 * Help of the command among the words, or of the program.
 *
 * @param columns width of the terminal
 */
export async function helpText(args: readonly string[], columns = 80): Promise<string> {
  const width = Math.min(100, columns);
  // The word after a flag is its value.
  const [word] = args.filter((one, index) => !one.startsWith('-') && !args[index - 1]?.startsWith('--'));
  const command = commands.find(({ name }) => name === word);
  const parts = command
    ? [headOf(command), ...(await sections(command, width))]
    : word === completionCommand.name
      ? [`cluster-bench ${word}\n\n${completionCommand.summary}`, section('Options', GENERAL, width)]
      : [USAGE, section('Commands', commandRows(), width), ...(await sections(RUN, width)), EPILOGUE];
  return `${parts.join('\n\n')}\n`;
}

const RUN: Pick<Command, 'name' | 'words'> = { name: 'run' };

const GENERAL: readonly Row[] = [
  ['--help', 'show help for the program or a command'],
  ['--version', 'show the version'],
];

function headOf({ name, words, summary, usage }: Command): string {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return usage ?? `cluster-bench ${calledAs({ name, ...(words ? { words } : {}) })}\n\n${sentence}`;
}

function calledAs({ name, words }: Pick<Command, 'name' | 'words'>): string {
  return words ? `${name} [${words.name}${words.several ? '..' : ''}]` : name;
}

function commandRows(): Row[] {
  return [
    ...commands.map((command): Row => {
      const isDefault = command.name === 'run' ? ' [default]' : '';
      return [`cluster-bench ${calledAs(command)}`, `${command.summary}${isDefault}`];
    }),
    [`cluster-bench ${completionCommand.name}`, completionCommand.summary],
  ];
}

/** A section for each group of options, in the order of the table. */
async function sections({ name, words }: Pick<Command, 'name' | 'words'>, width: number): Promise<string[]> {
  const table = optionsOf(name as CommandName);
  const names = await namesOf(table);
  const groups = new Map<string, Row[]>();
  for (const [option, entry] of Object.entries(table)) {
    const known = names[option];
    if (!isOffered(entry, known)) continue;
    const shown = shownDefault(entry, known);
    const row: Row = [flagText(option, entry), `${aboutText(entry, known)}${shown ? ` [${shown}]` : ''}`];
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), row]);
  }
  return [
    ...[...groups].map(([group, rows]) => section(group.replace(/:$/, ''), rows, width)),
    ...(words ? [section('Arguments', [[words.name, words.about]], width)] : []),
    section('Options', GENERAL, width),
  ];
}

/** Two columns below a heading; long texts continue in their column. */
function section(heading: string, rows: readonly Row[], width: number): string {
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.flatMap(([name, about]) => {
    const [first = '', ...more] = wrap(about, width - nameWidth - 5);
    return [
      `  ${name.padEnd(nameWidth)}  ${first}`,
      ...more.map((line) => `${' '.repeat(nameWidth + 4)}${line}`),
    ];
  });
  return [`${heading}:`, ...lines].join('\n');
}
