/** Flags, as yargs parsed them -> values with their origin. */
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { microOptions } from './micro-options.ts';
import { isOptionName, type Option, optionNames, options } from './options.ts';
import type { Given, UserConfig } from './user-config.ts';

/** What yargs adds of its own. */
const OWN = new Set(['_', '$0', 'help', 'version']);

const switches = new Set(
  Object.entries<Option>({ ...options, ...microOptions }).flatMap(([name, { takes }]) =>
    takes === 'switch' ? [name] : [],
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
  refuseUnknownFlags(flags, optionNames);
  const given = Object.entries(flags).flatMap(([name, value]) => {
    if (!isOptionName(name)) return [];
    const isSwitch = switches.has(name) && value !== undefined;
    const found = isSwitch ? givenAs(name, value, cwd) : givenFlag(name, value, cwd);
    return found ? [[name, found] as const] : [];
  });
  return Object.fromEntries(given);
}

/** A flag that takes a value; undefined where it was not given. @throws {UsageError} at its `--no-` form. */
export function givenFlag(name: string, value: unknown, cwd: string): Given | undefined {
  if (value === false) throw new UsageError(`--no-${name} is not a flag; leave --${name} out instead`);
  return value === undefined ? undefined : givenAs(name, value, cwd);
}

function givenAs(name: string, value: unknown, cwd: string): Given {
  return { texts: [value].flat().map(String), origin: `--${name}`, folder: cwd };
}

/** @throws {UsageError} naming the flag that was most likely meant. */
export function refuseUnknownFlags(flags: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  for (const name of Object.keys(flags)) {
    if (OWN.has(name) || known.includes(name)) continue;
    const dashes = name.length === 1 ? '-' : '--';
    throw new UsageError(
      `unknown flag ${dashes}${name}${didYouMean(name, [...known, 'help', 'version'], '--') || '; cluster-bench --help lists them'}`,
    );
  }
}
