/** The user's values from flags, environment and file, and where each came from. */

import { OWN_SECRETS } from '../processes/own-secrets.ts';
import { fileKeys, readConfigFile } from './file.ts';
import { type Flags, readFlags } from './flags.ts';
import { givenIn } from './given-in.ts';
import { didYouMean } from './nearest.ts';
import { runOptionNames } from './options/run.ts';
import { QUICK } from './options/trials.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { switchOf } from './values.ts';

/**
 * Merges the sources: flags override the environment, and the environment overrides the file. `quick` yields to the
 * other values of its own source, and overrides those of the sources below.
 * @throws {UsageError} at an unknown name, or a file that cannot be read
 */
export async function readUserConfig(flags: Flags, env: NodeJS.ProcessEnv, cwd: string): Promise<UserConfig> {
  const fromFlags = readFlags(flags, cwd);
  const fromEnvironment = readEnvironment(env, cwd);
  const fromFile = await readConfigFile(fromFlags.config ?? fromEnvironment.config, cwd);

  return merged([fromFlags, fromEnvironment, fromFile]);
}

/** configGiven reads a configuration that a program hands over: nothing else is read. @throws {UsageError} */
export function configGiven(config: object, cwd: string): UserConfig {
  return merged([givenIn(config, { name: 'the configuration', names: fileKeys, folder: cwd })]);
}

/** @param sources the first overrides the others */
function merged(sources: readonly UserConfig[]): UserConfig {
  const decides = sources.findIndex((source) => source.quick);
  const layers = sources.flatMap((source, index) =>
    index === decides ? [source, quickValues(source)] : [source],
  );
  return Object.assign({}, ...layers.toReversed());
}

/** withQuick adds the values of `quick`, unless they are given. */
export function withQuick(user: UserConfig): UserConfig {
  return { ...quickValues(user), ...user };
}

function quickValues({ quick }: UserConfig): UserConfig {
  if (!quick || !switchOf(quick)) return {};
  return Object.fromEntries(Object.entries(QUICK).map(([name, text]) => [name, { ...quick, texts: [text] }]));
}

const PREFIX = 'CLUSTER_BENCH_';

/** Listed by name: the variable of `--expect-body` begins with the same prefix. */
export const EXPECTED_BY_TESTS = [
  'CHROMIUM',
  'NGINX',
  'HAPROXY',
  'REDIS',
  'XMLLINT',
  'PROMETHEUS_CLIENT',
  'POSTGRES',
  'PGBOUNCER',
  'NAMESPACES',
  'CGROUPS',
] as const;

/** Address of the running server, in the environment of the command of --after-start. */
export const TARGET_URL = `${PREFIX}URL`;

/** Prefixes of variables that are not options: between the harness and its own processes, and for its tests. */
const isInternal = (name: string) =>
  // Secrets are variables alone: a flag would stand in the list of processes, and a record holds every option.
  OWN_SECRETS.includes(name) ||
  name === TARGET_URL ||
  name.startsWith(`${PREFIX}INTERNAL_`) ||
  EXPECTED_BY_TESTS.some((what) => name === `${PREFIX}EXPECT_${what}`);

const variables = new Map(
  runOptionNames.map((name) => [`${PREFIX}${name.toUpperCase().replaceAll('-', '_')}`, name]),
);

/**
 * Reads environment variables. An empty one counts as not set, as in shells and CI systems.
 * @throws {UsageError} at an unknown variable with our prefix
 */
function readEnvironment(env: NodeJS.ProcessEnv, cwd: string): UserConfig {
  const given = Object.entries(env).flatMap(([variable, text]) => {
    if (!variable.startsWith(PREFIX) || isInternal(variable) || !text) return [];
    const name = variables.get(variable);
    if (name === undefined) {
      throw new UsageError(
        `unknown environment variable ${variable}${didYouMean(variable, [...variables.keys()])}`,
      );
    }
    return [[name, { texts: [text], origin: variable, folder: cwd }] as const];
  });
  return Object.fromEntries(given);
}
