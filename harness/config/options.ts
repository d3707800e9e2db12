/** Every option of a run: one table, from which flags, variables, configuration keys, help and completion follow. */

export interface Option {
  readonly group: string;
  /** Help, with the default in brackets at its end; one line of 80 columns. */
  readonly about: string;
  /** `list`: `a,b`, and may be repeated; `value`: once; `switch`: no value. */
  readonly takes: 'list' | 'value' | 'switch';
  /** A closed set of values. */
  readonly values?: readonly string[];
}

const compared = 'What is compared:';
const app = 'Your own app:';
const load = 'Load:';
const trials = 'Trials:';
const files = 'Files:';

export const options = {
  workers: {
    group: compared,
    about: 'worker counts; 1 is a plain process [1, cores, 2 x cores]',
    takes: 'list',
  },
  topology: {
    group: compared,
    about: 'single, cluster, processes [all]',
    takes: 'list',
  },
  policy: {
    group: compared,
    about: 'who hands out connections: rr, none, reuseport [all]',
    takes: 'list',
  },
  proxy: {
    group: compared,
    about: 'what stands in front: none, nginx [both]',
    takes: 'list',
  },
  app: { group: compared, about: 'express, fastify, http, or your script [express]', takes: 'list' },
  scenario: {
    group: compared,
    about: '[db-wait], saturate, new-connections, steady-rate, capacity',
    takes: 'list',
  },
  'app-args': {
    group: app,
    about: 'for your script, such as "--port {port}" [it reads $PORT]',
    takes: 'value',
  },
  'app-command': {
    group: app,
    about: 'starts it in place of --app, such as "npm start"; it reads $PORT',
    takes: 'value',
  },
  'node-args': {
    group: app,
    about: 'for the Node that runs it, such as "--import tsx"',
    takes: 'value',
  },
  path: { group: app, about: 'requested instead of the scenario’s own, such as /users', takes: 'value' },
  'expect-body': { group: app, about: 'a text that every correct answer contains', takes: 'value' },
  'expect-status': { group: app, about: 'statuses of a correct response, such as 301 [2xx]', takes: 'list' },
  'ready-path': { group: app, about: 'asked until it answers 2xx, before the load [path]', takes: 'value' },
  https: { group: app, about: 'it speaks HTTPS', takes: 'switch' },
  insecure: { group: app, about: 'its certificate need not be one to trust', takes: 'switch' },
  'start-timeout': { group: app, about: 'seconds until the app must listen [30]', takes: 'value' },
  connections: {
    group: load,
    about: 'open at the same time; auto: as many as needed [500]',
    takes: 'value',
  },
  delay: { group: load, about: 'ms that a built-in app waits, as for a database [50]', takes: 'value' },
  'request-timeout': { group: load, about: 'seconds until a request counts as failed [10]', takes: 'value' },
  'max-errors': {
    group: load,
    about: 'share of failures above which a trial has no figure [1%]',
    takes: 'value',
  },
  rate: { group: load, about: 'of steady-rate: 5000 a second, or % of the maximum [80%]', takes: 'value' },
  arrivals: {
    group: load,
    about: 'of requests at a rate: poisson, fixed [poisson]',
    takes: 'value',
    values: ['poisson', 'fixed'],
  },
  slo: { group: load, about: 'that capacity must keep, in ms [p99<200]', takes: 'value' },
  driver: {
    group: load,
    about: 'client: autocannon, direct [autocannon where it is right]',
    takes: 'value',
    values: ['autocannon', 'direct'],
  },
  'load-processes': {
    group: load,
    about: 'that share the connections [a quarter of the cores]',
    takes: 'value',
  },
  cpus: {
    group: load,
    about: 'cores of each role: auto, or target=0-5,load=6-7 [any]',
    takes: 'value',
  },
  trials: { group: trials, about: 'of each setup, each on fresh processes [3]', takes: 'value' },
  precision: { group: trials, about: 'more trials until the mean is known to, such as 2%', takes: 'value' },
  'max-trials': { group: trials, about: 'of each setup, with --precision [30]', takes: 'value' },
  duration: { group: trials, about: 'seconds measured in a trial [10]', takes: 'value' },
  warmup: { group: trials, about: 'seconds of load before that, not counted [3]', takes: 'value' },
  quick: { group: trials, about: 'a first look: 1 trial, 2 s measured after 1 s warm-up', takes: 'switch' },
  seed: { group: trials, about: 'decides the order of trials [random, and recorded]', takes: 'value' },
  out: { group: files, about: 'folder of the run [cluster-bench-report/<time>-<commit>]', takes: 'value' },
  config: { group: files, about: 'file of these options [cluster-bench.config.json]', takes: 'value' },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as OptionName[];

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

export function optionNamed(name: OptionName): Option {
  return options[name];
}
