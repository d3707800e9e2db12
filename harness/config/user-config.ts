/** CliFlags -> UserConfig: what the user asked for, in flags, environment and file, and where each came from. */
import { readEnvironment } from './environment.ts';
import { readConfigFile } from './file.ts';
import { readFlags } from './flags.ts';
import { QUICK } from './options/run.ts';
import type { UserConfig } from './user-values.ts';
import { switchOf } from './values.ts';

/**
 * Flags win over environment, and environment over the file. `quick` counts as less explicit than the
 * other values of its own source, and as more explicit than those of the sources below.
 * @throws {UsageError} at a name that is unknown, or a file that cannot be read.
 */
export async function readUserConfig(
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<UserConfig> {
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
