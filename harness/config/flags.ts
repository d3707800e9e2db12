/** Flags, as yargs parsed them -> values with their origin. */

import { compareOptions } from './compare-options.ts';
import type { Given, UserConfig } from './given.ts';
import { microOptions } from './micro-options.ts';
import { didYouMean } from './nearest.ts';
import { nightlyOwnOptions } from './nightly-options.ts';
import { type Option, optionNames, options } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What yargs adds of its own. */
const OWN = new Set(['_', '$0', 'help', 'version']);

const switches = new Set(
  Object.entries<Option>({ ...options, ...compareOptions, ...microOptions, ...nightlyOwnOptions }).flatMap(
    ([name, { takes }]) => (takes === 'switch' ? [name] : []),
  ),
);

/** Of what yargs takes for a switch it keeps no text: `--quick=maybe` would be a plain no. */
export function refuseOddSwitches(args: readonly string[]): void {
  for (const word of args) {
    const [flag = '', value] = word.split(/=(.*)/s);
    const name = flag.replace(/^--(no-)?/, '');
    if (!flag.startsWith('--') || value === undefined || !switches.has(name)) continue;
    if (['true', 'false'].includes(value)) continue;
    throw new UsageError(`--${name} takes no value, or true or false; not "${value}"`);
  }
}

/** @throws {UsageError} at an unknown flag or word. */
export function readFlags(flags: Readonly<Record<string, unknown>>, cwd: string): UserConfig {
  return givenAmong(flags, optionNames, cwd);
}

/** The flags of a command that were given. @throws {UsageError} at one that it does not know, or a `--no-` form. */
export function givenAmong<Name extends string>(
  flags: Readonly<Record<string, unknown>>,
  names: readonly Name[],
  cwd: string,
): Readonly<Partial<Record<Name, Given>>> {
  refuseUnknownFlags(flags, names);
  const given: Partial<Record<Name, Given>> = {};
  for (const name of names) {
    const value = flags[name];
    if (value === undefined) continue;
    if (value === false && !switches.has(name)) {
      throw new UsageError(`--no-${name} is not a flag; leave --${name} out instead`);
    }
    given[name] = { texts: [value].flat().map(String), origin: `--${name}`, folder: cwd };
  }
  return given;
}

/**
 * Of a command that takes the flags of a run beside some of its own.
 *
 * @param help that lists all
 * @throws {UsageError} at one of neither
 */
export function ownAndRun(
  flags: Readonly<Record<string, unknown>>,
  all: Readonly<Record<string, Option>>,
  own: Readonly<Record<string, Option>>,
  help: string,
): Readonly<Record<'own' | 'run', Readonly<Record<string, unknown>>>> {
  refuseUnknownFlags(flags, Object.keys(all), help);
  const entries = Object.entries(flags);
  const isOwn = ([name]: readonly [string, unknown]) => Object.hasOwn(own, name);
  return {
    own: Object.fromEntries(entries.filter(isOwn)),
    run: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}

/** @param help that lists the known ones @throws {UsageError} naming the flag that was most likely meant. */
export function refuseUnknownFlags(
  flags: Readonly<Record<string, unknown>>,
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
