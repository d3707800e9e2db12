/** Options of a run: its load. */
import { MOST_CLIENT_ADDRESSES } from '../../load/client-addresses.ts';
import { objectiveOf, rateOf } from '../limits.ts';
import { listenAddress } from '../listen.ts';
import { stagesOf } from '../parse-stages.ts';
import { number, numberOr, oneAmong, parsed, percentage, text } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import {
  connectionRange,
  delayRange,
  everywhere,
  seconds,
  usualConnections,
  usualDelay,
  usualListen,
} from './ranges.ts';

const load = { group: 'Load:', commands: everywhere } as const;

export const loadOptions = {
  connections: {
    ...load,
    about: 'open connections; auto: as many as needed',
    kind: numberOr(connectionRange, 'auto'),
    usual: usualConnections,
  },
  'connections-mode': {
    ...load,
    about: (names) => `connection reuse: ${names.join(', ')}`,
    kind: oneAmong(knownNames.connectionModes),
    otherwise: 'the scenario’s own',
    example: 'per-request',
  },
  delay: {
    ...load,
    about: 'simulated database delay of a built-in app, in ms',
    kind: number({ ...delayRange, whole: true }),
    usual: usualDelay,
  },
  'request-timeout': {
    ...load,
    about: 'seconds after which a request counts as failed',
    kind: seconds(1, 3600, true),
    usual: '10',
  },
  'max-errors': {
    ...load,
    about: 'maximum share of failed requests per trial',
    kind: percentage({ min: 0, max: 100 }),
    usual: '1%',
  },
  rate: {
    ...load,
    about: 'open-loop requests per second, or % of the maximum',
    kind: parsed(rateOf, { type: ['number', 'string'] }),
    usual: '80%',
  },
  stages: {
    ...load,
    about: 'load over time, the window: DURATION:LEVEL,...',
    kind: parsed(stagesOf),
    otherwise: 'a constant load',
    example: '"30s:100, 2m:2000, 30s:0"',
  },
  arrivals: {
    ...load,
    about: (names) => `arrival times of an open loop: ${names.join(', ')}`,
    kind: oneAmong(knownNames.arrivals),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    example: 'fixed',
  },
  slo: {
    ...load,
    about: 'latency objective of scenario capacity, in ms',
    kind: parsed(objectiveOf),
    usual: 'p99<200',
    example: '"p99<200"',
  },
  client: {
    ...load,
    about: (names) => `load client: ${names.join(', ')}`,
    kind: oneAmong(knownNames.clients),
    otherwise: 'autocannon if accurate',
    example: 'direct',
  },
  listen: {
    ...load,
    about: 'address of this host for the app, or the proxy in front',
    kind: parsed(listenAddress),
    usual: usualListen,
    example: '192.168.1.10',
  },
  'load-processes': {
    ...load,
    about: 'number of load processes',
    kind: number({ min: 1, max: 256, whole: true }),
    usual: {
      shown: 'a quarter of the cores',
      from: ({ cores, loadCores }) => String(loadCores ?? Math.max(1, Math.floor(cores / 4))),
    },
    example: '2',
  },
  'client-addresses': {
    ...load,
    about: 'number of local addresses that the load comes from',
    kind: number({ min: 1, max: MOST_CLIENT_ADDRESSES, whole: true }),
    otherwise: 'one',
    example: '64',
  },
  cpus: {
    ...load,
    about: 'pin to cores: auto, or target=0-5,load=6-7',
    kind: text,
    otherwise: 'no pinning',
    example: 'auto',
  },
} as const satisfies Record<string, Option>;
