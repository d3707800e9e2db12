/** Options that only `nightly` has. */
import { resolve } from 'node:path';
import { refuseIdleTimeout } from './ab.ts';
import { refuseAttached } from './attach.ts';
import { judgingIn } from './compare.ts';
import type { CompareOptions } from './compare-rules.ts';
import { argumentsOf, type Flags, givenAmong, ownAndRun } from './flags.ts';
import { gatesIn } from './gates.ts';
import { judgingOptions } from './options/comparing.ts';
import { readValues } from './options/option.ts';
import { nightOptions, versionOptions } from './options/versions.ts';
import { readUserConfig } from './user-config.ts';
import type { UserConfig } from './user-values.ts';
import type { GivenFor } from './values.ts';

const { setup, 'setup-timeout': timeout, 'max-pairs': maxPairs } = versionOptions;
const options = {
  ...nightOptions,
  setup,
  'setup-timeout': timeout,
  'max-pairs': maxPairs,
  ...judgingOptions,
};

export interface NightlyConfig {
  /** Absolute path. */
  readonly store: string;
  readonly keep: number;
  readonly accept: boolean;
  /** Command to run in each version that `ab` checks out; null: none. */
  readonly setup: string | null;
  readonly setupTimeoutSeconds: number;
  readonly maxPairs: number;
  readonly judging: CompareOptions;
  /** The flags of `nightly` alone, as arguments that repeat the request. */
  readonly command: readonly string[];
}

/**
 * Separates the options of `nightly` from those of a run.
 * @throws {UsageError}
 */
export async function readNightlyConfig(
  flags: Flags,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ nightly: NightlyConfig; user: UserConfig }> {
  const { own, run } = ownAndRun(flags, 'nightly');
  const config = nightlyConfig(givenAmong(own, options, cwd), cwd);
  // A file or the environment may hold them for `run`.
  const { out, profile, ...user } = await readUserConfig(run, env, cwd);
  refuseAttached(user, 'nightly');
  const nightly = { ...config, judging: { ...config.judging, gates: user.gate ? gatesIn(user.gate) : [] } };
  return { nightly, user };
}

function nightlyConfig(given: GivenFor<keyof typeof options>, cwd: string): NightlyConfig {
  refuseIdleTimeout(given);
  const values = readValues(options, given, 'nightly');
  return {
    store: resolve(cwd, values.store),
    keep: values.keep,
    accept: values.accept,
    setup: values.setup,
    setupTimeoutSeconds: values['setup-timeout'],
    maxPairs: values['max-pairs'],
    judging: judgingIn(values),
    command: ['nightly', ...argumentsOf(given, options)],
  };
}
