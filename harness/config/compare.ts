/** What `compare` is told: its flags, checked whole before any file is read. It reads neither variables nor a file. */

import { compareOptionNames, type JudgingOption } from './compare-options.ts';
import { type CompareOptions, defaultCompareOptions } from './compare-rules.ts';
import { givenAmong } from './flags.ts';
import { gateIn } from './gate-rule.ts';
import type { Given } from './given.ts';
import { limitsIn, percentIn } from './limits.ts';
import { UsageError } from './usage-error.ts';
import { oneText, switchOf } from './values.ts';

export interface CompareConfig {
  /** Paths and patterns, as given. */
  readonly base: readonly string[];
  readonly head: readonly string[];
  readonly options: CompareOptions;
  readonly output: 'text' | 'json' | 'markdown';
  /** Null where nothing is to be written. */
  readonly out: string | null;
}

/**
 * @param words that stand without a flag: base and head, or the one of them that has no flag
 * @throws {UsageError} at an unknown flag, a missing side, or the first value that makes no sense
 */
export function compareConfig(
  flags: Readonly<Record<string, unknown>>,
  words: readonly string[],
  cwd: string,
): CompareConfig {
  const given = givenAmong(flags, compareOptionNames, cwd);
  const isOn = (name: 'json' | 'markdown' | 'across-hosts') => {
    const value: Given | undefined = given[name];
    return value !== undefined && switchOf(value);
  };
  if (isOn('json') && isOn('markdown'))
    throw new UsageError('--json and --markdown are two outputs: ask for one');
  return {
    ...sidesIn(given.base, given.head, words),
    options: { ...judgingIn(given), acrossHosts: isOn('across-hosts') },
    output: isOn('json') ? 'json' : isOn('markdown') ? 'markdown' : 'text',
    out: given.out ? oneText(given.out) : null,
  };
}

/** By which rules to judge; for every command that compares. @throws {UsageError} */
export function judgingIn(given: Readonly<Partial<Record<JudgingOption, Given>>>): CompareOptions {
  const { minEffect, threshold, runSpread } = defaultCompareOptions;
  return {
    ...defaultCompareOptions,
    minEffect: given['min-effect'] ? limitsIn(given['min-effect'], minEffect.usual, '0') : minEffect,
    threshold: given.threshold ? limitsIn(given.threshold, threshold.usual) : threshold,
    gates: [
      ...(given.max?.texts ?? []).map((text) => gateIn(text, '--max')),
      ...(given.min?.texts ?? []).map((text) => gateIn(text, '--min')),
    ],
    runSpread: given['run-spread'] ? percentIn(oneText(given['run-spread']), '--run-spread') : runSpread,
  };
}

function sidesIn(base: Given | undefined, head: Given | undefined, words: readonly string[]) {
  const left = [...words];
  const sides = {
    base: base?.texts ?? left.splice(0, 1),
    head: head?.texts ?? left.splice(0, 1),
  };
  if (left.length > 0) {
    throw new UsageError(
      `compare takes two runs, and "${left[0]}" is one more; several of a side follow its flag: --base a b --head c`,
    );
  }
  for (const [name, texts] of Object.entries(sides)) {
    if (texts.length === 0)
      throw new UsageError(`compare needs a ${name}: cluster-bench compare <base> <head>`);
    if (texts.some((text) => text.trim() === '')) throw new UsageError(`the ${name} has an empty path`);
  }
  return sides;
}
