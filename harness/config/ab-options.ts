/** What `ab` is told: its own flags, and those of a run that make sense for it. */
import { type compareOptions, judgingOptions } from './compare-options.ts';
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

const PAIRS = 'it runs pairs of trials, which --min-pairs and --max-pairs bound';
const FILES = 'it writes the comparison as JSON and as Markdown to the folder of --out';

/** Flags of `run` and `compare` that make no sense here, and what takes their place. */
export const notOfAb = {
  trials: PAIRS,
  'max-trials': PAIRS,
  precision: 'it goes on until it can tell, and --max-pairs bounds it',
  quick: 'it ends as soon as it can tell; --max-pairs bounds it, --duration shortens each trial',
  'run-spread': 'pairs say themselves how they spread',
  json: FILES,
  markdown: FILES,
} as const satisfies Partial<Record<OptionName | keyof typeof compareOptions, string>>;

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
  .filter(([name]) => !Object.hasOwn(notOfAb, name))
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
