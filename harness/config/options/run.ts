/** Options of a run. `ab` and `nightly` have most of them too. */
import { appOptions } from './app.ts';
import { gateOptions } from './gates.ts';
import { hostOptions } from './hosts.ts';
import { loadOptions } from './load.ts';
import { requestOptions } from './requests.ts';
import { trialOptions } from './trials.ts';

export const runOptions = {
  ...appOptions,
  ...requestOptions,
  ...loadOptions,
  ...hostOptions,
  ...gateOptions,
  ...trialOptions,
} as const;

export type RunOptionName = keyof typeof runOptions;

export const runOptionNames = Object.keys(runOptions) as RunOptionName[];

export function isRunOptionName(name: string): name is RunOptionName {
  return Object.hasOwn(runOptions, name);
}
