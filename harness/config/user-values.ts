/** What a user gave for the options of a run. */

import type { RunOptionName } from './options/run.ts';
import type { Given } from './values.ts';

/** Only what was given; defaults come later. */
export type UserConfig = Readonly<Partial<Record<RunOptionName, Given>>>;

/** How a sentence names an option: the flag, variable or key that it came from; the flag where it was not given. */
export function originOf(user: UserConfig, name: RunOptionName): string {
  return user[name]?.origin ?? `--${name}`;
}
