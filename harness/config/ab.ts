/** Options that only `ab` has: the versions, the setup command, the sequential rule. */

import { refuseAttached } from './attach.ts';
import { judgingIn } from './compare.ts';
import type { CompareOptions } from './compare-rules.ts';
import { argumentsOf, type Flags, givenAmong, ownAndRun } from './flags.ts';
import { gatesIn } from './gates.ts';
import { judgingOptions } from './options/comparing.ts';
import { type OptionTable, readValues, type ValuesOf } from './options/option.ts';
import { runOptions } from './options/run.ts';
import { versionOptions } from './options/versions.ts';
import { UsageError } from './usage-error.ts';
import { readUserConfig } from './user-config.ts';
import type { UserConfig } from './user-values.ts';
import type { GivenFor } from './values.ts';

const options = { ...versionOptions, ...judgingOptions };

type AbGiven = GivenFor<keyof typeof options>;

/** The versions to compare: two refs of the repository, or two Node versions for one app. */
export type Compared =
  | {
      readonly kind: 'refs';
      readonly base: string;
      /** null: the working tree. */
      readonly head: string | null;
      readonly setup: string | null;
      readonly setupTimeoutSeconds: number;
    }
  | { readonly kind: 'nodes'; readonly base: string; readonly head: string };

export interface AbConfig {
  readonly compared: Compared;
  readonly minPairs: number;
  readonly maxPairs: number;
  /** Rules for judging the comparison after each pair. */
  readonly judging: CompareOptions;
  /** The flags of `ab` alone, as arguments that repeat the request. */
  readonly command: readonly string[];
}

const WORKING_TREE = /^working[ -]tree$/;

/**
 * Separates the options of `ab` from those of a run, which get the defaults of `ab`.
 * @throws {UsageError}
 */
export async function readAbConfig(
  flags: Flags,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ ab: AbConfig; user: UserConfig }> {
  const { own, run } = ownAndRun(flags, 'ab');
  const config = abConfig(givenAmong(own, options, cwd));
  const user = await readUserConfig(run, env, cwd);
  refuseAttached(user, 'ab');
  const ab = { ...config, judging: { ...config.judging, gates: user.gate ? gatesIn(user.gate) : [] } };
  return { ab, user: { ...usual(cwd), ...withoutTrials(user) } };
}

/** Drops options that a file or the environment holds for `run`: `ab` runs pairs of trials instead. */
export function withoutTrials({
  trials,
  precision,
  quick,
  'max-trials': maxTrials,
  ...others
}: UserConfig): UserConfig {
  return others;
}

/** Defaults that differ from those of a run: `ab` usually compares one variant, or a few. */
function usual(folder: string): UserConfig {
  return Object.fromEntries(
    Object.entries<OptionTable[string]>(runOptions).flatMap(([name, { commands }]) =>
      typeof commands.ab?.usual === 'string'
        ? [[name, { texts: [commands.ab.usual], origin: `--${name}`, folder }]]
        : [],
    ),
  );
}

function abConfig(given: AbGiven): AbConfig {
  const values = readValues(options, given, 'ab');
  const { 'min-pairs': least, 'max-pairs': most } = values;
  if (given['min-pairs'] && given['max-pairs'] && least > most) {
    throw new UsageError(
      `--min-pairs ${least} is more than --max-pairs ${most}; lower the first or raise the second`,
    );
  }
  return {
    compared: compared(values, given),
    // If only one of them is given, the default of the other is moved to fit.
    minPairs: given['min-pairs'] ? least : Math.min(least, most),
    maxPairs: given['max-pairs'] ? most : Math.max(most, least),
    judging: judgingIn(values),
    command: ['ab', ...argumentsOf(given, options)],
  };
}

function compared(values: ValuesOf<typeof versionOptions>, given: AbGiven): Compared {
  const { base, head, setup, node } = values;
  if (node) {
    const other = given.base ?? given.head ?? given.setup ?? given['setup-timeout'];
    if (other) {
      throw new UsageError(`--node compares Node versions under one checkout; leave ${other.origin} out`);
    }
    const [first, second, ...more] = node;
    if (first === undefined || second === undefined || more.length > 0) {
      throw new UsageError(
        `--node takes two versions, the base first, such as 22,24; not "${given.node?.texts.join(',')}"`,
      );
    }
    return { kind: 'nodes', base: first, head: second };
  }
  if (base === null) {
    throw new UsageError(
      'ab needs --base, the version to compare with, such as --base main; or --node 22,24 for two Node versions',
    );
  }
  refuseIdleTimeout(given);
  return {
    kind: 'refs',
    base,
    head: head === null || WORKING_TREE.test(head) ? null : head,
    setup,
    setupTimeoutSeconds: values['setup-timeout'],
  };
}

/** @throws {UsageError} if a timeout is given for no setup command */
export function refuseIdleTimeout(given: Pick<AbGiven, 'setup' | 'setup-timeout'>): void {
  if (given['setup-timeout'] && !given.setup) {
    throw new UsageError('--setup-timeout has no effect here; add --setup "npm ci", or leave it out');
  }
}
