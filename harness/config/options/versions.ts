/** Options of `ab` and `nightly` that a run does not have. */
import { NIGHTLY_STORE } from '../folder-names.ts';
import { flag, number, text, texts, trimmedText } from './kinds.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS } from './ranges.ts';

const versions = { group: 'What to compare:', commands: { ab: {} } } as const;
const pairs = { group: 'Trials:', kind: number({ min: 1, max: 1000, whole: true }) } as const;
const night = { group: 'Nightly:', commands: { nightly: {} } } as const;
const confirming = { group: 'Confirmation with ab:' } as const;

/** Options of `nightly` only. */
export const nightOptions = {
  store: { ...night, about: 'folder that stores the nights', kind: text, usual: NIGHTLY_STORE },
  keep: {
    ...night,
    about: 'nights to keep; older ones stay in the history only',
    kind: number({ min: 1, max: 100_000, whole: true }),
    usual: '14',
  },
  accept: {
    ...night,
    about: 'accept a change of level: later nights compare with it',
    kind: flag,
    // It accepts one night, not the following ones.
    once: true,
  },
} as const satisfies Record<string, Option>;

/** Options of `ab`, and of `nightly`, which confirms changes with `ab`. */
export const versionOptions = {
  base: {
    ...versions,
    about: 'version to compare with: a commit, branch or tag',
    kind: trimmedText,
  },
  head: {
    ...versions,
    about: 'version to test',
    kind: trimmedText,
    otherwise: 'the working tree',
  },
  setup: {
    ...versions,
    about: 'command to run in each version first: "npm ci"',
    kind: text,
    otherwise: 'none',
    commands: { ab: {}, nightly: confirming },
    mayBeginWithDash: true,
  },
  'setup-timeout': {
    ...versions,
    about: 'seconds that --setup may take',
    kind: number({ min: 1, max: DAY_SECONDS, whole: false, unit: 's' }),
    usual: '600',
    commands: { ab: {}, nightly: confirming },
  },
  node: {
    ...versions,
    about: 'compare two Node versions or paths instead: 22,24',
    kind: texts,
  },
  'min-pairs': {
    ...pairs,
    about: 'minimum pairs per variant before a verdict',
    usual: '3',
    commands: { ab: {} },
  },
  'max-pairs': {
    ...pairs,
    about: 'maximum pairs per variant; stops once decided',
    usual: '30',
    commands: {
      ab: {},
      nightly: { ...confirming, about: 'maximum pairs per suspected variant', usual: '15' },
    },
  },
} as const satisfies Record<string, Option>;
