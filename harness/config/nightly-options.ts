/** What `nightly` is told: its own flags, and those of its run. */
import { abOwnOptions } from './ab-options.ts';
import { judgingOptions } from './compare-options.ts';
import { type Option, options } from './options.ts';

const night = { group: 'The night:', takes: 'value' } as const;
const confirming = 'Confirming by ab:';

/** Flags of `nightly` alone. */
export const nightlyOwnOptions = {
  store: { ...night, about: 'folder that keeps the nights [cluster-bench-nightly]' },
  keep: { ...night, about: 'nights kept whole; of older ones the history alone [14]' },
  accept: { ...night, about: 'a change of level is wanted: compare with this night on', takes: 'switch' },
  setup: { ...abOwnOptions.setup, group: confirming },
  'setup-timeout': { ...abOwnOptions['setup-timeout'], group: confirming },
  'max-pairs': {
    group: confirming,
    about: 'of each suspected setup; fewer once it is decided [15]',
    takes: 'value',
  },
  ...judgingOptions,
} as const satisfies Record<string, Option>;

export type NightlyOption = keyof typeof nightlyOwnOptions;

/** The store says where. */
const { out: _, ...ofRun } = options;

export const nightlyOptions: Readonly<Record<string, Option>> = { ...nightlyOwnOptions, ...ofRun };
