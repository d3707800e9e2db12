/** The values that a user gave for the options of a run. */

import type { RunOptionName } from './options/run.ts';
import type { GivenFor } from './values.ts';

/** Given values only; defaults are added later. */
export type UserConfig = GivenFor<RunOptionName>;

/** How a message names an option: the flag, variable or key that set it; the flag if it was not given. */
export function originOf(user: UserConfig, name: RunOptionName): string {
  return user[name]?.origin ?? `--${name}`;
}
