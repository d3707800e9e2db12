/** Flags -> UserConfig: what the user asked for, in flags, environment and file, and where each came from. */
import { readConfigFile } from './file.ts';
import { type Flags, readFlags } from './flags.ts';
import { didYouMean } from './nearest.ts';
import { runOptionNames } from './options/run.ts';
import { QUICK } from './options/trials.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { switchOf } from './values.ts';

/**
 * Flags win over environment, and environment over the file. `quick` counts as less explicit than the
 * other values of its own source, and as more explicit than those of the sources below.
 * @throws {UsageError} at a name that is unknown, or a file that cannot be read.
 */
export async function readUserConfig(flags: Flags, env: NodeJS.ProcessEnv, cwd: string): Promise<UserConfig> {
  const fromFlags = readFlags(flags, cwd);
  const fromEnvironment = readEnvironment(env, cwd);
  const fromFile = await readConfigFile(fromFlags.config ?? fromEnvironment.config, cwd);

  const sources = [fromFlags, fromEnvironment, fromFile];
  const decides = sources.findIndex((source) => source.quick);
  const layers = sources.flatMap((source, index) =>
    index === decides ? [source, quickValues(source)] : [source],
  );
  return Object.assign({}, ...layers.toReversed());
}

function quickValues({ quick }: UserConfig): UserConfig {
  if (!quick || !switchOf(quick)) return {};
  return Object.fromEntries(Object.entries(QUICK).map(([name, text]) => [name, { ...quick, texts: [text] }]));
}

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
