/** Options of a run: its trials and its files. */
import { CONFIG_FILE, RUNS_FOLDER } from '../folder-names.ts';
import { flag, number, percentage, text } from './kinds.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS, everywhere, seconds } from './ranges.ts';

const ofRuns = { run: {}, nightly: {} } as const;
const trials = { group: 'Trials:', commands: everywhere } as const;
const files = { group: 'Files:' } as const;

/** Why `ab` has no use of an option. */
const PAIRS = 'it runs pairs of trials, which --min-pairs and --max-pairs bound';

/** What `--quick` stands for, wherever nothing more explicit was given. */
export const QUICK = { trials: '1', duration: '2', warmup: '1' } as const;

export const trialOptions = {
  trials: {
    ...trials,
    about: 'of each setup, each on fresh processes',
    kind: number({ min: 1, max: 1000, whole: true }),
    usual: '3',
    commands: ofRuns,
    refusedBy: { ab: PAIRS },
  },
  precision: {
    ...trials,
    about: 'more trials until the mean is known to, such as 2%',
    kind: percentage({ min: 0.1, max: 50 }),
    commands: ofRuns,
    refusedBy: { ab: 'it goes on until it can tell, and --max-pairs bounds it' },
    example: '2%',
  },
  'max-trials': {
    ...trials,
    about: 'of each setup, with --precision',
    kind: number({ min: 2, max: 1000, whole: true }),
    usual: '30',
    commands: ofRuns,
    refusedBy: { ab: PAIRS },
  },
  duration: {
    ...trials,
    about: 'seconds measured in a trial',
    // Shorter windows hold too few samples of the CPUs, whose ticks are 10 ms.
    kind: seconds(1, DAY_SECONDS),
    usual: '10',
    commands: { ...everywhere, ab: { usual: '3' } },
  },
  warmup: {
    ...trials,
    about: 'seconds of load before that, not counted',
    kind: seconds(0, DAY_SECONDS),
    usual: '3',
    commands: { ...everywhere, ab: { usual: '1' } },
  },
  quick: {
    ...trials,
    about: `a first look: ${QUICK.trials} trial, ${QUICK.duration} s measured after ${QUICK.warmup} s warm-up`,
    kind: flag,
    commands: ofRuns,
    refusedBy: {
      ab: 'it ends as soon as it can tell; --max-pairs bounds it, --duration shortens each trial',
    },
  },
  seed: {
    ...trials,
    about: 'decides the order of trials',
    kind: number({ min: 0, max: 2 ** 32 - 1, whole: true }),
    otherwise: 'random, and recorded',
    commands: { ...everywhere, ab: { about: 'decides the order within pairs' } },
    example: '42',
  },
  'dry-run': {
    ...trials,
    about: 'check everything and print the plan; start nothing',
    kind: flag,
    once: true,
  },
  out: {
    ...files,
    about: 'folder of the run',
    kind: text,
    otherwise: `${RUNS_FOLDER}/<time>-<commit>`,
    commands: {
      run: {},
      ab: { about: 'folder of the comparison', otherwise: `${RUNS_FOLDER}/<time>-ab` },
    },
    once: true,
    example: 'FOLDER',
  },
  config: {
    ...files,
    about: 'file of these options',
    kind: text,
    otherwise: CONFIG_FILE,
    commands: everywhere,
    once: true,
    example: 'FILE',
  },
} as const satisfies Record<string, Option>;
