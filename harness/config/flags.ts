/** Flags, as yargs parsed them -> values with their origin. */

import { didYouMean } from './nearest.ts';
import { optionsOf, refusalsOf, switchNames } from './options/index.ts';
import type { CommandName, OptionTable } from './options/option.ts';
import { isRunOptionName, runOptions } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given, GivenFor } from './values.ts';

/** As yargs parsed them. */
export type Flags = Readonly<Record<string, unknown>>;

/** What yargs adds of its own. */
const OWN = new Set(['_', '$0', 'help', 'version']);

/** Of what yargs takes for a switch it keeps no text: `--quick=maybe` would be a plain no. */
export function refuseOddSwitches(args: readonly string[]): void {
  for (const word of args) {
    const [flag = '', value] = word.split(/=(.*)/s);
    const name = flag.replace(/^--(no-)?/, '');
    if (!flag.startsWith('--') || value === undefined || !switchNames.has(name)) continue;
    if (['true', 'false'].includes(value)) continue;
    throw new UsageError(`--${name} takes no value, or true or false; not "${value}"`);
  }
}

/** @throws {UsageError} at an unknown flag or word. */
export function readFlags(flags: Flags, cwd: string): UserConfig {
  return givenAmong(flags, runOptions, cwd);
}

/** The flags of a command that were given. @throws {UsageError} at one that it does not know, or a `--no-` form. */
export function givenAmong<Table extends OptionTable>(
  flags: Flags,
  table: Table,
  cwd: string,
): GivenFor<keyof Table & string> {
  const names: readonly (keyof Table & string)[] = Object.keys(table);
  refuseUnknownFlags(flags, names);
  const given: Partial<Record<keyof Table & string, Given>> = {};
  for (const name of names) {
    const value = flags[name];
    if (value === undefined) continue;
    if (value === false && !switchNames.has(name)) {
      throw new UsageError(`--no-${name} is not a flag; leave --${name} out instead`);
    }
    given[name] = { texts: [value].flat().map(String), origin: `--${name}`, folder: cwd };
  }
  return given;
}

/**
 * Parts the flags of a command that has those of a run beside its own.
 *
 * @throws {UsageError} at one of neither, and at one that the command refuses
 */
export function ownAndRun(flags: Flags, command: CommandName): Readonly<Record<'own' | 'run', Flags>> {
  for (const [name, why] of Object.entries(refusalsOf(command))) {
    if (Object.hasOwn(flags, name)) throw new UsageError(`--${name} is no flag of ${command}: ${why}`);
  }
  refuseUnknownFlags(flags, Object.keys(optionsOf(command)), `cluster-bench ${command} --help`);
  const entries = Object.entries(flags);
  return {
    own: Object.fromEntries(entries.filter(([name]) => !isRunOptionName(name))),
    run: Object.fromEntries(entries.filter(([name]) => isRunOptionName(name) || OWN.has(name))),
  };
}

/** Flags as arguments that ask for the same again, but for those that concern one run. */
export function argumentsOf(given: GivenFor, table: OptionTable): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = table[name];
    if (!option || !value || option.once) return [];
    const texts = option.kind.takes === 'texts' ? value.texts : [value.texts.join(',')];
    return texts.flatMap((text) => [`--${name}`, text]);
  });
}

/** @param help that lists the known ones @throws {UsageError} naming the flag that was most likely meant. */
export function refuseUnknownFlags(
  flags: Flags,
  known: readonly string[],
  help = 'cluster-bench --help',
): void {
  for (const name of Object.keys(flags)) {
    if (OWN.has(name) || known.includes(name)) continue;
    const dashes = name.length === 1 ? '-' : '--';
    throw new UsageError(
      `unknown flag ${dashes}${name}${didYouMean(name, [...known, 'help', 'version'], '--') || `; ${help} lists them`}`,
    );
  }
}
