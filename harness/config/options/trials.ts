/** Options of a run: its trials and its files. */
import { CONFIG_FILE, RUNS_FOLDER } from '../folder-names.ts';
import { flag, number, percentage, someAmong, text, trimmedText } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS, everywhere, seconds } from './ranges.ts';

const ofRuns = { run: {}, nightly: {} } as const;
const trials = { group: 'Trials:', commands: everywhere } as const;
const files = { group: 'Files:' } as const;

/** Why `ab` refuses options about the number of trials. */
const PAIRS = 'it runs pairs of trials; use --min-pairs and --max-pairs';

/** Values that `--quick` sets, unless they are given more explicitly. */
export const QUICK = { trials: '1', duration: '2', warmup: '1' } as const;

export const trialOptions = {
  trials: {
    ...trials,
    about: 'trials per variant, each on fresh processes',
    kind: number({ min: 1, max: 1000, whole: true }),
    usual: '3',
    commands: ofRuns,
    refusedBy: { ab: PAIRS },
  },
  precision: {
    ...trials,
    about: 'add trials until the mean is known to within this, such as 2%',
    kind: percentage({ min: 0.1, max: 50 }),
    commands: ofRuns,
    refusedBy: { ab: 'it stops once the verdict is known, or after --max-pairs' },
    example: '2%',
  },
  'max-trials': {
    ...trials,
    about: 'maximum trials per variant with --precision',
    kind: number({ min: 2, max: 1000, whole: true }),
    usual: '30',
    commands: ofRuns,
    refusedBy: { ab: PAIRS },
  },
  duration: {
    ...trials,
    about: 'seconds measured in each trial',
    // Shorter windows have too few samples of CPU time, which Linux counts in ticks of 10 ms.
    kind: seconds(1, DAY_SECONDS),
    usual: '10',
    commands: { ...everywhere, ab: { usual: '3' } },
  },
  warmup: {
    ...trials,
    about: 'seconds of load before the measurement',
    kind: seconds(0, DAY_SECONDS),
    usual: '3',
    commands: { ...everywhere, ab: { usual: '1' } },
  },
  quick: {
    ...trials,
    about: `first look: ${QUICK.trials} trial of ${QUICK.duration} s per variant, ${QUICK.warmup} s warm-up`,
    kind: flag,
    commands: ofRuns,
    refusedBy: {
      ab: 'it stops once the verdict is known; --max-pairs limits the pairs, --duration the length of a trial',
    },
  },
  profile: {
    ...trials,
    about: 'after the trials, profile the CPU of the busiest worker in one more per variant',
    kind: flag,
    commands: { run: {} },
    refusedBy: {
      ab: 'its trials come in pairs; profile each version with cluster-bench --profile',
      nightly: 'it compares figures; profile a run with cluster-bench --profile',
    },
  },
  'before-trial': {
    ...trials,
    about: 'shell command before each trial: "npm run reset-db"',
    kind: trimmedText,
    otherwise: 'none',
    example: '"npm run reset-db"',
  },
  'after-start': {
    ...trials,
    about: 'shell command once the server is ready; CLUSTER_BENCH_URL is its address',
    kind: trimmedText,
    otherwise: 'none',
    example: '"node seed.js"',
  },
  seed: {
    ...trials,
    about: 'seed for the order of trials',
    kind: number({ min: 0, max: 2 ** 32 - 1, whole: true }),
    otherwise: 'random, recorded',
    commands: { ...everywhere, ab: { about: 'seed for the order within pairs' } },
    example: '42',
  },
  'dry-run': {
    ...trials,
    about: 'check everything and print the plan; start nothing',
    kind: flag,
    once: true,
    besideResume: true,
  },
  out: {
    ...files,
    about: 'folder for the results',
    kind: text,
    otherwise: `${RUNS_FOLDER}/<time>-<commit>`,
    commands: {
      run: {},
      ab: { about: 'folder for the results', otherwise: `${RUNS_FOLDER}/<time>-ab` },
    },
    once: true,
    example: 'FOLDER',
  },
  output: {
    ...files,
    about: (names) => `also write files for other programs: ${names.join(', ')}`,
    kind: someAmong(knownNames.outputs),
    otherwise: 'none',
    commands: everywhere,
    besideResume: true,
    example: 'junit,csv',
  },
  config: {
    ...files,
    about: 'configuration file',
    kind: text,
    otherwise: CONFIG_FILE,
    commands: everywhere,
    once: true,
    example: 'FILE',
  },
} as const satisfies Record<string, Option>;
