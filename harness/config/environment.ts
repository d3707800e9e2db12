/** `CLUSTER_BENCH_*` variables -> values with their origin. */

import { didYouMean } from './nearest.ts';
import { runOptionNames } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';

const PREFIX = 'CLUSTER_BENCH_';

/** By name: `--expect-body` has a variable that begins as they do. */
const EXPECTED_BY_TESTS = ['NGINX', 'NAMESPACES', 'CGROUPS'].map((what) => `${PREFIX}EXPECT_${what}`);

/** Not options: how the harness speaks to its own processes, and what its tests expect of a host. */
const isInternal = (name: string) =>
  name.startsWith(`${PREFIX}INTERNAL_`) || EXPECTED_BY_TESTS.includes(name);

const variables = new Map(
  runOptionNames.map((name) => [`${PREFIX}${name.toUpperCase().replaceAll('-', '_')}`, name]),
);

/**
 * An empty variable counts as not set, as shells and CI systems have it.
 * @throws {UsageError} at an unknown variable of the prefix.
 */
export function readEnvironment(env: NodeJS.ProcessEnv, cwd: string): UserConfig {
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
