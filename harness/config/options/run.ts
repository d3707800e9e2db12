/** Options of a run. `ab` and `nightly` have them beside their own. */
import { askedEvent } from '../events.ts';
import { CONFIG_FILE, RUNS_FOLDER } from '../folder-names.ts';
import { objectiveOf, rateOf } from '../rate.ts';
import { requestPath } from '../request-path.ts';
import { askedService } from '../services.ts';
import { askedSetting } from '../settings.ts';
import {
  entriesAmong,
  flag,
  number,
  numberOr,
  numbers,
  oneAmong,
  parsed,
  percentage,
  someAmong,
  text,
  textsAmong,
} from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option, Usual } from './option.ts';
import {
  connectionRange,
  DAY_SECONDS,
  delayRange,
  usualConnections,
  usualDelay,
  workerCounts,
} from './ranges.ts';

const everywhere = { run: {}, ab: {}, nightly: {} } as const;
const ofRuns = { run: {}, nightly: {} } as const;

const compared = { group: 'What is compared:', commands: everywhere } as const;
const app = { group: 'Your own app:', commands: everywhere } as const;
const load = { group: 'Load:', commands: everywhere } as const;
const trials = { group: 'Trials:', commands: everywhere } as const;
const files = { group: 'Files:' } as const;

const seconds = (min: number, max: number, whole = false) => number({ min, max, whole, unit: 's' });

/** The members of a plain run. */
const plainMembers = {
  shown: ({ all, plain }) => (plain.length === all.length ? 'all' : plain.join(', ')),
  from: ({ names }) => names.plain.join(','),
} as const satisfies Usual;

/** Why `ab` has no use of an option. */
const PAIRS = 'it runs pairs of trials, which --min-pairs and --max-pairs bound';

/** What `--quick` stands for, wherever nothing more explicit was given. */
export const QUICK = { trials: '1', duration: '2', warmup: '1' } as const;

export const runOptions = {
  workers: {
    ...compared,
    about: 'worker counts; 1 is a plain process',
    // How many really fit, the host's memory says.
    kind: numbers({ min: 1, max: 1_000_000, whole: true }),
    usual: workerCounts,
    commands: { ...everywhere, ab: { usual: '1' } },
    example: '1,8,16',
  },
  topology: {
    ...compared,
    about: (names) => names.join(', '),
    kind: someAmong(knownNames.topologies),
    usual: plainMembers,
    example: 'cluster',
  },
  policy: {
    ...compared,
    about: (names) => `who hands out connections: ${names.join(', ')}`,
    kind: someAmong(knownNames.policies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'rr' } },
    example: 'rr,none',
  },
  proxy: {
    ...compared,
    about: (names) => `what stands in front: ${names.join(', ')}`,
    kind: someAmong(knownNames.proxies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'none' } },
    example: 'none',
  },
  set: {
    ...compared,
    about: (names) => `values of a setting of the topology: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.settings, askedSetting),
    otherwise: 'its default',
    example: 'NAME=A,B',
  },
  app: {
    ...compared,
    about: (names) => `${names.join(', ')}, or your script`,
    kind: textsAmong(knownNames.apps),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    commands: { ...everywhere, ab: { about: 'your script; with --node a built-in app too' } },
    example: './server.js',
  },
  scenario: {
    ...compared,
    about: ([first, ...others]) => [`[${first}]`, ...others].join(', '),
    kind: someAmong(knownNames.scenarios),
    usual: { ...plainMembers, shown: '' },
    example: 'saturate',
  },
  event: {
    ...compared,
    about: (names) => `done to the target inside the window: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.events, askedEvent),
    otherwise: 'the scenario’s own',
    example: '"NAME at 5s"',
  },
  service: {
    ...app,
    about: (names) => `your own in place of one that is started: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.services, askedService),
    otherwise: 'started for each trial',
    example: 'NAME=URL',
  },
  'app-args': {
    ...app,
    about: 'for your script, such as "--port {port}"',
    kind: text,
    otherwise: 'it reads $PORT',
    mayBeginWithDash: true,
    example: '"--port {port}"',
  },
  'app-command': {
    ...app,
    about: 'starts it in place of --app, such as "npm start"; it reads $PORT',
    kind: text,
    mayBeginWithDash: true,
    example: '"npm start"',
  },
  'node-args': {
    ...app,
    about: 'for the Node that runs it, such as "--import tsx"',
    kind: text,
    mayBeginWithDash: true,
    example: '"--import tsx"',
  },
  path: {
    ...app,
    about: 'requested instead of the scenario’s own, such as /users',
    kind: parsed(requestPath),
    example: '/users',
  },
  'expect-body': {
    ...app,
    about: 'a text that every correct answer contains',
    kind: text,
    mayBeginWithDash: true,
    example: 'TEXT',
  },
  'expect-status': {
    ...app,
    about: 'statuses of a correct response, such as 301',
    kind: numbers({ min: 200, max: 599, whole: true }),
    otherwise: '2xx',
    example: '301',
  },
  'ready-path': {
    ...app,
    about: 'asked until it answers 2xx, before the load',
    kind: parsed(requestPath),
    otherwise: 'path',
    example: '/health',
  },
  https: { ...app, about: 'it speaks HTTPS', kind: flag },
  insecure: { ...app, about: 'its certificate need not be one to trust', kind: flag },
  'start-timeout': {
    ...app,
    about: 'seconds until the app must listen',
    kind: seconds(1, 3600),
    usual: '30',
  },
  connections: {
    ...load,
    about: 'open at the same time; auto: as many as needed',
    kind: numberOr(connectionRange, 'auto'),
    usual: usualConnections,
  },
  'connections-mode': {
    ...load,
    about: (names) => `of any scenario: ${names.join(', ')}`,
    kind: oneAmong(knownNames.connectionModes),
    otherwise: 'the scenario’s own',
    example: 'per-request',
  },
  delay: {
    ...load,
    about: 'ms that a built-in app waits, as for a database',
    kind: number({ ...delayRange, whole: true }),
    usual: usualDelay,
  },
  'request-timeout': {
    ...load,
    about: 'seconds until a request counts as failed',
    kind: seconds(1, 3600, true),
    usual: '10',
  },
  'max-errors': {
    ...load,
    about: 'share of failures above which a trial has no figure',
    kind: percentage({ min: 0, max: 100 }),
    usual: '1%',
  },
  rate: {
    ...load,
    about: 'an open loop: 5000 a second, or % of the maximum',
    kind: parsed(rateOf, { type: ['number', 'string'] }),
    usual: '80%',
  },
  arrivals: {
    ...load,
    about: (names) => `of requests at a rate: ${names.join(', ')}`,
    kind: oneAmong(knownNames.arrivals),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    example: 'fixed',
  },
  slo: {
    ...load,
    about: 'that capacity must keep, in ms',
    kind: parsed(objectiveOf),
    usual: 'p99<200',
    example: '"p99<200"',
  },
  driver: {
    ...load,
    about: (names) => `client: ${names.join(', ')}`,
    kind: oneAmong(knownNames.drivers),
    otherwise: 'autocannon where it is right',
    example: 'direct',
  },
  'load-processes': {
    ...load,
    about: 'that share the connections',
    kind: number({ min: 1, max: 256, whole: true }),
    usual: {
      shown: 'a quarter of the cores',
      from: ({ cores, loadCores }) => String(loadCores ?? Math.max(1, Math.floor(cores / 4))),
    },
    example: '2',
  },
  cpus: {
    ...load,
    about: 'cores of each role: auto, or target=0-5,load=6-7',
    kind: text,
    otherwise: 'any',
    example: 'auto',
  },
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

export type RunOptionName = keyof typeof runOptions;

export const runOptionNames = Object.keys(runOptions) as RunOptionName[];

export function isRunOptionName(name: string): name is RunOptionName {
  return Object.hasOwn(runOptions, name);
}
