/** Options of a run: its load. */
import { objectiveOf, rateOf } from '../limits.ts';
import { number, numberOr, oneAmong, parsed, percentage, text } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { connectionRange, delayRange, everywhere, seconds, usualConnections, usualDelay } from './ranges.ts';

const load = { group: 'Load:', commands: everywhere } as const;

export const loadOptions = {
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
} as const satisfies Record<string, Option>;
