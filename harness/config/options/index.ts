/**
 * The table of options. Flags, variables, keys of the configuration file, help, completion, the table of flags and
 * docs/config.schema.json are derived from it. Each file holds one topic. Help lists options in the order of this
 * list.
 */
import { commentOptions } from './comment.ts';
import { judgingOptions, outputOptions, sideOptions } from './comparing.ts';
import { comparisonGateOptions, reportGateOptions } from './gates.ts';
import { agentOptions } from './hosts.ts';
import { type CommandName, type Option, type OptionTable, optionHere } from './option.ts';
import {
  doctorOptions,
  historyOptions,
  initOptions,
  microOptions,
  predictOptions,
  reportOptions,
} from './others.ts';
import { resumeOptions } from './resume.ts';
import { runOptions } from './run.ts';
import { nightOptions, versionOptions } from './versions.ts';

/** Every option. Several topics may define the same name, but each command has at most one of them. */
export const themes: readonly OptionTable[] = [
  nightOptions,
  versionOptions,
  sideOptions,
  judgingOptions,
  comparisonGateOptions,
  runOptions,
  resumeOptions,
  outputOptions,
  predictOptions,
  microOptions,
  historyOptions,
  doctorOptions,
  reportOptions,
  reportGateOptions,
  agentOptions,
  commentOptions,
  initOptions,
];

const entries: readonly (readonly [name: string, option: Option])[] = themes.flatMap(Object.entries);

/** The options of a command, with its own defaults and help texts. */
export function optionsOf(command: CommandName): OptionTable {
  return Object.fromEntries(
    entries
      .filter(([, { commands }]) => commands[command])
      .map(([name, option]) => [name, optionHere(option, command)]),
  );
}

/** Flags of other commands that a command refuses, and what replaces them. */
export function refusalsOf(command: CommandName): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.flatMap(([name, { refusedBy }]) => {
      const why = refusedBy?.[command];
      return why === undefined ? [] : [[name, why]];
    }),
  );
}

/** isSwitch says whether an option of a command has no value. Another command may have the same name with one. */
export function isSwitch(name: string, command: CommandName): boolean {
  return optionsOf(command)[name]?.kind.takes === 'switch';
}
