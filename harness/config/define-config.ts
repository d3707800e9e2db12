/** Types a configuration, in `cluster-bench.config.ts` or in a program. */
import type { ConfigKeys } from './types/config.ts';

/** The keys of a configuration file. A key that is undefined counts as left out. */
export type Config = { readonly [Key in keyof ConfigKeys]?: ConfigKeys[Key] | undefined };

/** defineConfig returns what it gets; it is there for the types. */
export function defineConfig(config: Config): Config {
  return config;
}
