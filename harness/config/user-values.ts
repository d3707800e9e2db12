/** The values that a user gave for the options of a run. */

import type { RunOptionName } from './options/run.ts';
import { type GivenFor, switchOf } from './values.ts';

/** Given values only; defaults are added later. */
export type UserConfig = GivenFor<RunOptionName>;

/** How a message names an option: the flag, variable or key that set it; the flag if it was not given. */
export function originOf(user: UserConfig, name: RunOptionName): string {
  return user[name]?.origin ?? `--${name}`;
}

/** isDryRun says whether the plan is to be shown and nothing started. */
export function isDryRun({ 'dry-run': given }: UserConfig): boolean {
  return given !== undefined && switchOf(given);
}
