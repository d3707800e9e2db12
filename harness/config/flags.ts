/** Parsed flags of yargs, as values with their origin. */

import { didYouMean } from './nearest.ts';
import { isSwitch, optionsOf, refusalsOf } from './options/index.ts';
import type { CommandName, OptionTable } from './options/option.ts';
import { isRunOptionName, runOptions } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given, GivenFor } from './values.ts';

/** As yargs parsed them. */
export type Flags = Readonly<Record<string, unknown>>;

const GATE = 'gate';
/** Flags that gates had for each kind of limit. */
const FORMER_GATES: readonly string[] = ['max', 'min'];

/** Keys that yargs adds itself. */
const OWN = new Set(['_', '$0', 'help', 'version']);

/** Refuses `--quick=maybe`: yargs drops the text of a switch, and would read it as false. */
export function refuseOddSwitches(args: readonly string[], command: CommandName): void {
  for (const word of args) {
    const [flag = '', value] = word.split(/=(.*)/s);
    const name = flag.replace(/^--(no-)?/, '');
    if (!flag.startsWith('--') || value === undefined || !isSwitch(name, command)) continue;
    if (['true', 'false'].includes(value)) continue;
    throw new UsageError(`--${name} takes no value, or true or false; not "${value}"`);
  }
}

/** @throws {UsageError} at an unknown flag or word */
export function readFlags(flags: Flags, cwd: string): UserConfig {
  refuseUnknownFlags(flags, Object.keys(optionsOf('run')));
  return givenAmong(flags, runOptions, cwd);
}

/**
 * The flags of a command that were given.
 * @throws {UsageError} at an unknown one, or a `--no-` form
 */
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
    if (value === false && table[name]?.kind.takes !== 'switch') {
      throw new UsageError(`--no-${name} is not a flag; leave --${name} out instead`);
    }
    given[name] = { texts: [value].flat().map(String), origin: `--${name}`, folder: cwd };
  }
  return given;
}

/**
 * Separates the flags of a command from those of a run that it also accepts.
 *
 * @throws {UsageError} at a flag of neither, and at a flag that the command refuses
 */
export function ownAndRun(flags: Flags, command: CommandName): Readonly<Record<'own' | 'run', Flags>> {
  for (const [name, why] of Object.entries(refusalsOf(command))) {
    if (Object.hasOwn(flags, name)) throw new UsageError(`--${name} is not a flag of ${command}: ${why}`);
  }
  refuseUnknownFlags(flags, Object.keys(optionsOf(command)), `cluster-bench ${command} --help`);
  const entries = Object.entries(flags);
  return {
    own: Object.fromEntries(entries.filter(([name]) => !isRunOptionName(name))),
    run: Object.fromEntries(entries.filter(([name]) => isRunOptionName(name) || OWN.has(name))),
  };
}

/** Flags as arguments that repeat the request, without those that concern a single run. */
export function argumentsOf(given: GivenFor, table: OptionTable): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = table[name];
    if (!option || !value || option.once) return [];
    const texts = option.kind.takes === 'texts' ? value.texts : [value.texts.join(',')];
    return texts.flatMap((text) => [`--${name}`, text]);
  });
}

/**
 * @param help the command that lists the known flags
 * @throws {UsageError} with the most similar known flag
 */
export function refuseUnknownFlags(
  flags: Flags,
  known: readonly string[],
  help = 'cluster-bench --help',
): void {
  for (const name of Object.keys(flags)) {
    if (OWN.has(name) || known.includes(name)) continue;
    if (known.includes(GATE) && FORMER_GATES.includes(name)) {
      throw new UsageError(
        `--${name} is now --${GATE}, for limits of both kinds: --${GATE} "p99 cluster-8-rr < 120"`,
      );
    }
    const dashes = name.length === 1 ? '-' : '--';
    throw new UsageError(
      `unknown flag ${dashes}${name}${didYouMean(name, [...known, 'help', 'version'], '--') || `; ${help} lists them`}`,
    );
  }
}
