import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';
import type { Given, GivenFor } from './values.ts';

interface Source<Name extends string> {
  /** Names the object in messages. */
  readonly name: string;
  /** The options that it may set. */
  readonly names: readonly Name[];
  /** Folder that its paths are relative to. */
  readonly folder: string;
}

/**
 * givenIn returns the values of an object whose keys are options, such as a configuration file: `load-processes` and
 * `loadProcesses` are the same. Keys that are undefined are not given.
 *
 * @throws {UsageError} at an unknown key, or a value of another kind than options have
 */
export function givenIn<Name extends string>(content: unknown, source: Source<Name>): GivenFor<Name> {
  const { name, folder } = source;
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new UsageError(`${name} must contain one object, such as { "workers": [1, 8] }`);
  }
  const given: Partial<Record<Name, Given>> = {};
  for (const [key, value] of Object.entries(content)) {
    // Editors need it.
    if (key === '$schema' || value === undefined) continue;
    const option = optionOf(key, source);
    const origin = `"${key}" in ${name}`;
    const other = given[option];
    if (other) throw new UsageError(`${origin} is the same option as ${other.origin}; remove one of them`);
    given[option] = { texts: textsOf(value, origin), origin, folder };
  }
  return given;
}

function optionOf<Name extends string>(key: string, { name, names }: Source<Name>): Name {
  const dashed = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const found = names.find((option) => option === dashed);
  if (found !== undefined) return found;
  throw new UsageError(`unknown key "${key}" in ${name}${didYouMean(dashed, names)}`);
}

function textsOf(value: unknown, origin: string): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) return list.map(String);
  throw new UsageError(`${origin} must be a string, a number or a list of them`);
}
