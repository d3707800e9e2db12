/** What a user gave for the options of a run. */

import type { RunOptionName } from './options/run.ts';
import type { GivenFor } from './values.ts';

/** Only what was given; defaults come later. */
export type UserConfig = GivenFor<RunOptionName>;

/** How a sentence names an option: the flag, variable or key that it came from; the flag where it was not given. */
export function originOf(user: UserConfig, name: RunOptionName): string {
  return user[name]?.origin ?? `--${name}`;
}
