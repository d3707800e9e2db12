/** Options of the commands that neither run trials nor compare. */

import { sinceOf } from '../values.ts';
import { flag, number, numbers, parsed, percentage, someAmong, text, texts } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { connectionRange, delayRange, usualConnections, usualDelay, workerCounts } from './ranges.ts';

const paper = { group: 'On paper:', commands: { predict: {} } } as const;
const cpu = { max: 60_000, whole: false, unit: 'ms' } as const;
const cores = { min: 1, max: 10_000, whole: true } as const;

export const predictOptions = {
  'cpu-per-request': {
    ...paper,
    about: 'ms of CPU that the app takes for an answer',
    // Below a microsecond nothing answers HTTP.
    kind: number({ min: 0.001, ...cpu }),
  },
  cores: {
    ...paper,
    about: 'that the app may use',
    kind: number(cores),
    usual: { shown: 'those of this host', from: (host) => String(host.cores) },
  },
  workers: { ...paper, about: 'worker counts', kind: numbers(cores), usual: workerCounts },
  connections: {
    ...paper,
    about: 'kept open at the same time',
    kind: number(connectionRange),
    usual: usualConnections,
  },
  delay: {
    ...paper,
    about: 'ms that each answer waits, as for a database',
    kind: number({ ...delayRange, whole: false }),
    usual: usualDelay,
  },
  'load-cpu-per-request': {
    ...paper,
    about: 'ms of the same cores that the load takes',
    kind: number({ min: 0, ...cpu }),
    usual: '0',
  },
  claim: {
    ...paper,
    about: 'requests per second that somebody claims',
    kind: number({ min: 1, max: 1_000_000_000, whole: false }),
  },
} as const satisfies Record<string, Option>;

const micro = { group: 'What is measured:', commands: { micro: {} } } as const;

export const microOptions = {
  app: {
    ...micro,
    about: (names) => `built-in apps: ${names.join(', ')}`,
    kind: someAmong(knownNames.apps),
    usual: { shown: 'all', from: ({ names }) => names.all.join(',') },
  },
  time: {
    ...micro,
    about: 'ms for each benchmark, after its warm-up',
    kind: number({ min: 1, max: 60_000, whole: true, unit: 'ms' }),
    usual: '300',
  },
  json: { ...micro, group: 'Output:', about: 'figures as JSON on standard output', kind: flag },
} as const satisfies Record<string, Option>;

const history = { group: 'What is shown:', commands: { history: {} } } as const;

export const historyOptions = {
  cell: { ...history, about: 'these cells alone, by their ids', kind: texts },
  since: {
    ...history,
    about: 'nights since then: 90d, 12w, or 2026-01-31',
    kind: parsed(sinceOf),
  },
  'min-change': {
    ...history,
    about: 'changes of level of at least this share',
    kind: percentage({ min: 0, max: 100 }),
    usual: '2%',
  },
  out: {
    ...history,
    group: 'Output:',
    about: 'folder of history.md and its charts',
    kind: text,
    otherwise: 'that of the runs',
  },
} as const satisfies Record<string, Option>;

export const reportOptions = {
  open: {
    group: 'Output:',
    about: 'open report.html in the browser',
    kind: flag,
    commands: { report: {} },
  },
} as const satisfies Record<string, Option>;

export const doctorOptions = {
  json: {
    group: 'Output:',
    about: 'for scripts; the exit code is 1 where a check is doubtful, with it or without',
    kind: flag,
    commands: { doctor: {} },
  },
} as const satisfies Record<string, Option>;
