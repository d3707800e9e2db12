import type { Config } from '../config/define-config.ts';
import type { RunOptions, RunResult } from './run-options.ts';

/**
 * run starts servers, loads them and measures, as `cluster-bench` does with a configuration file. It reads no file and
 * no CLUSTER_BENCH_ variables but secrets, prints nothing, and handles no signals. Whatever it starts ends with it, or
 * with this process.
 *
 * @throws {UsageError} before anything is started, if the configuration is wrong or this host cannot do it
 */
export async function run<Save extends boolean = true>(
  config: Config,
  options: RunOptions<Save> = {},
): Promise<RunResult<Save>> {
  const { runHere } = await import('./run-here.ts');
  return runHere(config, options);
}
