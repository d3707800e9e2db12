/** Flags of `nightly` -> what of it is not the run's. */
import { resolve } from 'node:path';
import { judgingIn } from './compare.ts';
import type { CompareOptions } from './compare-rules.ts';
import { givenAmong, ownAndRun } from './flags.ts';
import { NIGHTLY_STORE } from './folder.ts';
import type { Given, UserConfig } from './given.ts';
import { type NightlyOption, nightlyOptions, nightlyOwnOptions } from './nightly-options.ts';
import { UsageError } from './usage-error.ts';
import { readUserConfig } from './user-config.ts';
import { type NumberRange, numberIn, oneText, switchOf } from './values.ts';

export interface NightlyConfig {
  /** Absolute. */
  readonly store: string;
  readonly keep: number;
  readonly accept: boolean;
  /** Run in each version that `ab` checks out; null: nothing. */
  readonly setup: string | null;
  readonly setupTimeoutSeconds: number;
  readonly maxPairs: number;
  readonly judging: CompareOptions;
  /** The flags of `nightly` alone, as arguments that ask for the same again. */
  readonly command: readonly string[];
}

const ranges = {
  keep: { min: 1, max: 100_000, whole: true },
  'setup-timeout': { min: 1, max: 86_400, whole: false, unit: 's' },
  'max-pairs': { min: 1, max: 1000, whole: true },
} as const satisfies Partial<Record<NightlyOption, NumberRange>>;

/** @returns what is the run's beside what is its own. @throws {UsageError} */
export async function readNightlyConfig(
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ nightly: NightlyConfig; user: UserConfig }> {
  const { own, run } = ownAndRun(flags, nightlyOptions, nightlyOwnOptions, 'cluster-bench nightly --help');
  const nightly = nightlyConfig(givenAmong(own, Object.keys(nightlyOwnOptions) as NightlyOption[], cwd), cwd);
  // In a file or the environment it serves `run`.
  const { out, ...user } = await readUserConfig(run, env, cwd);
  return { nightly, user };
}

function nightlyConfig(given: Readonly<Partial<Record<NightlyOption, Given>>>, cwd: string): NightlyConfig {
  const numberOr = (fallback: number, name: keyof typeof ranges) => {
    const value = given[name];
    return value ? numberIn(oneText(value), ranges[name], value.origin) : fallback;
  };
  if (given['setup-timeout'] && !given.setup) {
    throw new UsageError('--setup-timeout changes nothing here; add --setup "npm ci", or leave it out');
  }
  return {
    store: resolve(cwd, given.store ? oneText(given.store) : NIGHTLY_STORE),
    keep: numberOr(14, 'keep'),
    accept: given.accept ? switchOf(given.accept) : false,
    setup: given.setup ? oneText(given.setup) : null,
    setupTimeoutSeconds: numberOr(600, 'setup-timeout'),
    maxPairs: numberOr(15, 'max-pairs'),
    judging: judgingIn(given),
    command: ['nightly', ...Object.entries(given).flatMap(([name, value]) => argumentsOf(name, value))],
  };
}

/** One night was accepted, not those to come. */
function argumentsOf(name: string, { texts }: Given): string[] {
  return name === 'accept' ? [] : texts.flatMap((text) => [`--${name}`, text]);
}
