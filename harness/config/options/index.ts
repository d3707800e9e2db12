/**
 * The table of options. Flags, variables, keys of the configuration file, help, completion, the table of flags and
 * docs/config.schema.json follow from it. Each file holds a theme; a command's options stand in the order of this list.
 */
import { judgingOptions, outputOptions, sideOptions } from './comparing.ts';
import { type CommandName, type Option, type OptionTable, optionHere } from './option.ts';
import { doctorOptions, historyOptions, microOptions, predictOptions, reportOptions } from './others.ts';
import { runOptions } from './run.ts';
import { nightOptions, versionOptions } from './versions.ts';

/** Every option. A name may stand in several themes, but once a command. */
export const themes: readonly OptionTable[] = [
  nightOptions,
  versionOptions,
  sideOptions,
  judgingOptions,
  runOptions,
  outputOptions,
  predictOptions,
  microOptions,
  historyOptions,
  doctorOptions,
  reportOptions,
];

const entries: readonly (readonly [name: string, option: Option])[] = themes.flatMap(Object.entries);

/** The options of a command, each as it has them. */
export function optionsOf(command: CommandName): OptionTable {
  return Object.fromEntries(
    entries
      .filter(([, { commands }]) => commands[command])
      .map(([name, option]) => [name, optionHere(option, command)]),
  );
}

/** Flags of other commands that a command refuses, and what takes their place. */
export function refusalsOf(command: CommandName): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.flatMap(([name, { refusedBy }]) => {
      const why = refusedBy?.[command];
      return why === undefined ? [] : [[name, why]];
    }),
  );
}

/** Names of all options without a value, whichever command has them. */
export const switchNames: ReadonlySet<string> = new Set(
  entries.flatMap(([name, { kind }]) => (kind.takes === 'switch' ? [name] : [])),
);
