/** Flags of `compare`, all checked before any file is read. It reads neither variables nor a configuration file. */

import { type CompareOptions, defaultCompareOptions } from './compare-rules.ts';
import { type Flags, givenAmong } from './flags.ts';
import { givenIn } from './given-in.ts';
import { judgingOptions, outputOptions, sideOptions } from './options/comparing.ts';
import { comparisonGateOptions } from './options/gates.ts';
import { readValues, type UsualContext, type ValuesOf } from './options/option.ts';
import { UsageError } from './usage-error.ts';

const options = { ...sideOptions, ...judgingOptions, ...comparisonGateOptions, ...outputOptions };

/** The options that a program may set too: it has its own ways to name runs and to write results. */
export const comparingOptions = {
  ...judgingOptions,
  ...comparisonGateOptions,
  'across-hosts': options['across-hosts'],
};

const comparingNames = Object.keys(comparingOptions) as (keyof typeof comparingOptions)[];

export interface CompareConfig {
  /** Paths and patterns, as given. */
  readonly base: readonly string[];
  readonly head: readonly string[];
  readonly options: CompareOptions;
  /** Form of what is printed. */
  readonly prints: 'text' | 'json' | 'markdown';
  /** null: write no files. */
  readonly out: string | null;
  /** Names of outputs to write into `out`. */
  readonly outputs: readonly string[];
}

/**
 * @param words arguments without a flag: base and head, or only the one that has no flag
 * @param names known names by option
 * @throws {UsageError} at an unknown flag, a missing side, or the first invalid value
 */
export function compareConfig(
  flags: Flags,
  words: readonly string[],
  cwd: string,
  names: UsualContext['names'] = {},
): CompareConfig {
  const values = readValues(options, givenAmong(flags, options, cwd), 'compare', { names });
  const { json, markdown, out } = values;
  if (json && markdown) throw new UsageError('--json and --markdown exclude each other; use one of them');
  if (values.output && out === null) {
    throw new UsageError('--output writes files beside comparison.json; name their folder with --out');
  }
  return {
    ...sidesIn(values.base, values.head, words),
    options: optionsIn(values),
    prints: json ? 'json' : markdown ? 'markdown' : 'text',
    out,
    outputs: values.output ?? [],
  };
}

/**
 * compareOptionsGiven reads rules that a program hands over.
 *
 * @param rules keys as in {@link comparingOptions}, or in camel case @throws {UsageError}
 */
export function compareOptionsGiven(rules: object): CompareOptions {
  const values = readValues(
    comparingOptions,
    givenIn(rules, { name: 'the rules', names: comparingNames, folder: '.' }),
    'compare',
  );
  return optionsIn(values);
}

function optionsIn(values: ValuesOf<typeof comparingOptions>): CompareOptions {
  return { ...judgingIn(values), gates: values.gate ?? [], acrossHosts: values['across-hosts'] };
}

/** The rules for judging, shared by every command that compares; without gates. */
export function judgingIn(values: ValuesOf<typeof judgingOptions>): CompareOptions {
  return {
    ...defaultCompareOptions,
    minEffect: values['min-effect'],
    threshold: values.threshold,
    runSpread: values['run-spread'],
  };
}

function sidesIn(base: readonly string[] | null, head: readonly string[] | null, words: readonly string[]) {
  const left = [...words];
  const sides = {
    base: base ?? left.splice(0, 1),
    head: head ?? left.splice(0, 1),
  };
  if (left.length > 0) {
    throw new UsageError(
      `compare takes two runs, and "${left[0]}" is one more; for several runs per side use flags: --base a b --head c`,
    );
  }
  for (const [name, texts] of Object.entries(sides)) {
    if (texts.length === 0)
      throw new UsageError(`compare needs a ${name}: cluster-bench compare <base> <head>`);
    if (texts.some((text) => text.trim() === '')) throw new UsageError(`the ${name} has an empty path`);
  }
  return sides;
}
