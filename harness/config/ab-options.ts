/** What `ab` is told: its own flags, and those of a run that make sense for it. */
import { judgingOptions } from './compare-options.ts';
import { type Option, type OptionName, options } from './options.ts';

const versions = { group: 'What is compared:', takes: 'value' } as const;
const pairs = { group: 'Trials:', takes: 'value' } as const;

/** Pairs say themselves how they spread. */
const { 'run-spread': _, ...judging } = judgingOptions;

/** Flags of `ab` alone. */
export const abOwnOptions = {
  base: { ...versions, about: 'the version that is compared with: a commit, branch, tag' },
  head: { ...versions, about: 'the other one [the working tree, as it is]' },
  setup: { ...versions, about: 'run in each version first, such as "npm ci" [nothing]' },
  'setup-timeout': { ...versions, about: 'seconds that this may take [600]' },
  node: { ...versions, about: 'two Node versions or paths, in place of refs: 22,24', takes: 'list' },
  'min-pairs': { ...pairs, about: 'of each setup, before anything is decided [3]' },
  'max-pairs': { ...pairs, about: 'of each setup; fewer once it is decided [30]' },
  ...judging,
} as const satisfies Record<string, Option>;

export type AbOption = keyof typeof abOwnOptions;

/** Pairs take the place of these; a quick comparison is what the sequential rule makes it. */
const NOT_OF_AB = ['trials', 'precision', 'max-trials', 'quick'] as const satisfies readonly OptionName[];

/** Defaults that differ from those of a run: `ab` is about one setup, or a few. */
const about = {
  workers: 'worker counts; 1 is a plain process [1]',
  policy: 'who hands out connections: rr, none, reuseport [rr]',
  proxy: 'what stands in front: none, nginx [none]',
  app: 'your script; with --node a built-in app too [express]',
  duration: 'seconds measured in a trial [3]',
  warmup: 'seconds of load before that, not counted [1]',
  seed: 'decides the order within pairs [random, and recorded]',
  out: 'folder of the comparison [cluster-bench-report/<time>-ab]',
} as const satisfies Partial<Record<OptionName, string>>;

const fromRun = Object.entries<Option>(options)
  .filter(([name]) => !(NOT_OF_AB as readonly string[]).includes(name))
  .map(([name, option]) => [
    name,
    { ...option, about: (about as Record<string, string>)[name] ?? option.about },
  ]);

export const abOptions: Readonly<Record<string, Option>> = {
  ...abOwnOptions,
  ...Object.fromEntries(fromRun),
};

export const abDefaults = {
  workers: '1',
  policy: 'rr',
  proxy: 'none',
  duration: '3',
  warmup: '1',
} as const satisfies Partial<Record<OptionName, string>>;
