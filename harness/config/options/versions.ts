/** Options of `ab` and `nightly` that a run has not. */
import { NIGHTLY_STORE } from '../folder-names.ts';
import { flag, number, text, texts, trimmedText } from './kinds.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS } from './ranges.ts';

const versions = { group: 'What is compared:', commands: { ab: {} } } as const;
const pairs = { group: 'Trials:', kind: number({ min: 1, max: 1000, whole: true }) } as const;
const night = { group: 'The night:', commands: { nightly: {} } } as const;
const confirming = { group: 'Confirming by ab:' } as const;

/** Options of `nightly` alone. */
export const nightOptions = {
  store: { ...night, about: 'folder that keeps the nights', kind: text, usual: NIGHTLY_STORE },
  keep: {
    ...night,
    about: 'nights kept whole; of older ones the history alone',
    kind: number({ min: 1, max: 100_000, whole: true }),
    usual: '14',
  },
  accept: {
    ...night,
    about: 'a change of level is wanted: compare with this night on',
    kind: flag,
    // One night was accepted, not those to come.
    once: true,
  },
} as const satisfies Record<string, Option>;

/** Options of `ab` alone, and of `nightly`, which asks `ab`. */
export const versionOptions = {
  base: {
    ...versions,
    about: 'the version that is compared with: a commit, branch, tag',
    kind: trimmedText,
  },
  head: {
    ...versions,
    about: 'the other one',
    kind: trimmedText,
    otherwise: 'the working tree, as it is',
  },
  setup: {
    ...versions,
    about: 'run in each version first, such as "npm ci"',
    kind: text,
    otherwise: 'nothing',
    commands: { ab: {}, nightly: confirming },
    mayBeginWithDash: true,
  },
  'setup-timeout': {
    ...versions,
    about: 'seconds that this may take',
    kind: number({ min: 1, max: DAY_SECONDS, whole: false, unit: 's' }),
    usual: '600',
    commands: { ab: {}, nightly: confirming },
  },
  node: {
    ...versions,
    about: 'two Node versions or paths, in place of refs: 22,24',
    kind: texts,
  },
  'min-pairs': {
    ...pairs,
    about: 'of each setup, before anything is decided',
    usual: '3',
    commands: { ab: {} },
  },
  'max-pairs': {
    ...pairs,
    about: 'of each setup; fewer once it is decided',
    usual: '30',
    commands: {
      ab: {},
      nightly: { ...confirming, about: 'of each suspected setup; fewer once it is decided', usual: '15' },
    },
  },
} as const satisfies Record<string, Option>;
