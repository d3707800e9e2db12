/** Options of the commands that neither run trials nor compare. */

import { sinceOf } from '../values.ts';
import { flag, number, numbers, parsed, percentage, someAmong, text, texts } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { connectionRange, delayRange, usualConnections, usualDelay, workerCounts } from './ranges.ts';

const paper = { group: 'Model:', commands: { predict: {} } } as const;
const cpu = { max: 60_000, whole: false, unit: 'ms' } as const;
const cores = { min: 1, max: 10_000, whole: true } as const;

export const predictOptions = {
  'cpu-per-request': {
    ...paper,
    about: 'app CPU per request, in ms',
    // No HTTP server needs less than a microsecond.
    kind: number({ min: 0.001, ...cpu }),
  },
  cores: {
    ...paper,
    about: 'cores that the app may use',
    kind: number(cores),
    usual: { shown: 'cores of this host', from: (host) => String(host.cores) },
  },
  workers: { ...paper, about: 'worker counts', kind: numbers(cores), usual: workerCounts },
  connections: {
    ...paper,
    about: 'open connections',
    kind: number(connectionRange),
    usual: usualConnections,
  },
  delay: {
    ...paper,
    about: 'ms that each request waits, as for a database',
    kind: number({ ...delayRange, whole: false }),
    usual: usualDelay,
  },
  'load-cpu-per-request': {
    ...paper,
    about: 'load CPU per request on the same cores, in ms',
    kind: number({ min: 0, ...cpu }),
    usual: '0',
  },
  claim: {
    ...paper,
    about: 'claimed requests per second to check',
    kind: number({ min: 1, max: 1_000_000_000, whole: false }),
  },
} as const satisfies Record<string, Option>;

const micro = { group: 'Benchmarks:', commands: { micro: {} } } as const;

export const microOptions = {
  app: {
    ...micro,
    about: (names) => `built-in apps: ${names.join(', ')}`,
    kind: someAmong(knownNames.apps),
    usual: { shown: 'all', from: ({ names }) => names.all.join(',') },
  },
  time: {
    ...micro,
    about: 'ms per benchmark, after its warm-up',
    kind: number({ min: 1, max: 60_000, whole: true, unit: 'ms' }),
    usual: '300',
  },
  json: { ...micro, group: 'Output:', about: 'print figures as JSON', kind: flag },
} as const satisfies Record<string, Option>;

const history = { group: 'Filters:', commands: { history: {} } } as const;

export const historyOptions = {
  cell: { ...history, about: 'only these cells, by id or its end', kind: texts },
  since: {
    ...history,
    about: 'only runs since then: 90d, 12w, or 2026-01-31',
    kind: parsed(sinceOf),
  },
  'min-change': {
    ...history,
    about: 'smallest change of level to report',
    kind: percentage({ min: 0, max: 100 }),
    usual: '2%',
  },
  out: {
    ...history,
    group: 'Output:',
    about: 'folder for history.html, history.md and charts',
    kind: text,
    otherwise: 'the folder of the runs',
  },
} as const satisfies Record<string, Option>;

export const reportOptions = {
  open: {
    group: 'Output:',
    about: 'open report.html in the browser',
    kind: flag,
    commands: { report: {} },
  },
  output: {
    group: 'Output:',
    about: (names) => `also write files for other programs: ${names.join(', ')}`,
    kind: someAmong(knownNames.outputs),
    otherwise: 'none',
    commands: { report: {} },
  },
} as const satisfies Record<string, Option>;

export const doctorOptions = {
  fix: {
    group: 'Output:',
    about: 'print commands that quiet this host, for a shell of root, in place of the checks; none is run',
    kind: flag,
    commands: { doctor: {} },
  },
  json: {
    group: 'Output:',
    about: 'print the checks as JSON, with their fixes; the exit code is the same',
    kind: flag,
    commands: { doctor: {} },
  },
} as const satisfies Record<string, Option>;

export const initOptions = {
  workflow: {
    group: 'Output:',
    about: 'write the nightly job for GitHub Actions too',
    kind: flag,
    commands: { init: {} },
  },
} as const satisfies Record<string, Option>;
