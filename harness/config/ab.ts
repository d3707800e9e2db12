/** Flags of `ab` -> what of it is not the run's: the versions, the set-up, the sequential rule. */

import { type AbOption, abDefaults, abOptions, abOwnOptions, notOfAb } from './ab-options.ts';
import { judgingIn } from './compare.ts';
import type { CompareOptions } from './compare-rules.ts';
import { givenAmong, ownAndRun } from './flags.ts';
import type { Given, UserConfig } from './given.ts';
import { UsageError } from './usage-error.ts';
import { readUserConfig } from './user-config.ts';
import { listOf, type NumberRange, numberIn, oneText } from './values.ts';

/** The versions: two refs of the repository, or two Nodes under one app. */
export type Compared =
  | {
      readonly kind: 'refs';
      readonly base: string;
      /** Null: the working tree. */
      readonly head: string | null;
      readonly setup: string | null;
      readonly setupTimeoutSeconds: number;
    }
  | { readonly kind: 'nodes'; readonly base: string; readonly head: string };

export interface AbConfig {
  readonly compared: Compared;
  readonly minPairs: number;
  readonly maxPairs: number;
  /** By which every look judges. */
  readonly judging: CompareOptions;
  /** The flags of `ab` alone, as arguments that ask for the same again. */
  readonly command: readonly string[];
}

/** Unless the user names others; of which one alone moves the other's default out of its way. */
const [MIN_PAIRS, MAX_PAIRS] = [3, 30];
const WORKING_TREE = /^working[ -]tree$/;

const ranges = {
  'setup-timeout': { min: 1, max: 86_400, whole: false, unit: 's' },
  'min-pairs': { min: 1, max: 1000, whole: true },
  'max-pairs': { min: 1, max: 1000, whole: true },
} as const satisfies Partial<Record<AbOption, NumberRange>>;

/** @returns what is the run's, with the defaults of `ab`, beside what is its own. @throws {UsageError} */
export async function readAbConfig(
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ ab: AbConfig; user: UserConfig }> {
  refuseFlagsOfOthers(flags);
  const { own, run } = ownAndRun(flags, abOptions, abOwnOptions, 'cluster-bench ab --help');
  const ab = abConfig(givenAmong(own, Object.keys(abOwnOptions) as AbOption[], cwd));
  return { ab, user: { ...usual(cwd), ...withoutTrials(await readUserConfig(run, env, cwd)) } };
}

/** In a file or the environment they serve `run`; pairs take their place. */
export function withoutTrials({
  trials,
  precision,
  quick,
  'max-trials': maxTrials,
  ...others
}: UserConfig): UserConfig {
  return others;
}

function refuseFlagsOfOthers(flags: Readonly<Record<string, unknown>>): void {
  for (const [name, why] of Object.entries(notOfAb)) {
    if (Object.hasOwn(flags, name)) throw new UsageError(`--${name} is no flag of ab: ${why}`);
  }
}

function usual(folder: string): UserConfig {
  return Object.fromEntries(
    Object.entries(abDefaults).map(([name, text]) => [name, { texts: [text], origin: `--${name}`, folder }]),
  );
}

function abConfig(given: Readonly<Partial<Record<AbOption, Given>>>): AbConfig {
  const numberOf = (name: keyof typeof ranges) => {
    const value = given[name];
    return value && numberIn(oneText(value), ranges[name], value.origin);
  };
  const [least, most] = [numberOf('min-pairs'), numberOf('max-pairs')];
  if (least !== undefined && most !== undefined && least > most) {
    throw new UsageError(
      `--min-pairs ${least} is more than --max-pairs ${most}; lower the one or raise the other`,
    );
  }
  return {
    compared: compared(given, numberOf('setup-timeout') ?? 600),
    minPairs: least ?? Math.min(MIN_PAIRS, most ?? MIN_PAIRS),
    maxPairs: most ?? Math.max(MAX_PAIRS, least ?? MAX_PAIRS),
    judging: judgingIn(given),
    command: ['ab', ...Object.entries(given).flatMap(([name, { texts }]) => [`--${name}`, texts.join(',')])],
  };
}

function compared(given: Readonly<Partial<Record<AbOption, Given>>>, setupTimeoutSeconds: number): Compared {
  const { base, head, setup, node } = given;
  if (node) {
    const other = base ?? head ?? setup ?? given['setup-timeout'];
    if (other) {
      throw new UsageError(`--node compares Node versions under one checkout; leave ${other.origin} out`);
    }
    const [first, second, ...more] = listOf(node);
    if (first === undefined || second === undefined || more.length > 0) {
      throw new UsageError(
        `--node takes two versions, the base first, such as 22,24; not "${node.texts.join(',')}"`,
      );
    }
    return { kind: 'nodes', base: first, head: second };
  }
  if (!base) {
    throw new UsageError(
      'ab needs --base, the version to compare with, such as --base main; or --node 22,24 for two Node versions',
    );
  }
  if (given['setup-timeout'] && !setup) {
    throw new UsageError('--setup-timeout changes nothing here; add --setup "npm ci", or leave it out');
  }
  const asked = head ? oneText(head).trim() : null;
  return {
    kind: 'refs',
    base: oneText(base).trim(),
    head: asked === null || WORKING_TREE.test(asked) ? null : asked,
    setup: setup ? oneText(setup) : null,
    setupTimeoutSeconds,
  };
}
