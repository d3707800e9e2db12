/** What a user gave, and where: not yet understood. */
import type { OptionName } from './options.ts';

/** A value as the user gave it, not yet understood. */
export interface Given {
  /** One text a repetition, or a text an element of an array in a file. */
  readonly texts: readonly string[];
  /** Names the value in a sentence: `--workers`, `CLUSTER_BENCH_WORKERS`, `"workers" in app.json`. */
  readonly origin: string;
  /** Where relative paths begin: the folder of the configuration file, or the working directory. */
  readonly folder: string;
}

/** Only what was given; defaults come later. */
export type UserConfig = Readonly<Partial<Record<OptionName, Given>>>;

/** How a sentence names an option: the flag, variable or key that it came from; the flag where it was not given. */
export function originOf(user: UserConfig, name: OptionName): string {
  return user[name]?.origin ?? `--${name}`;
}
