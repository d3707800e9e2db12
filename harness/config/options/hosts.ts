/** Options of a load that comes from other hosts, and of the agents there. */
import { flag, number, text, texts } from './kinds.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS, everywhere, seconds } from './ranges.ts';

const hosts = { group: 'Load from other hosts:', commands: everywhere } as const;

export const hostOptions = {
  agents: {
    ...hosts,
    about: 'number of agents that send the load',
    kind: number({ min: 1, max: 1_000, whole: true }),
    otherwise: 'this host sends it',
    example: '3',
  },
  redis: {
    ...hosts,
    about: 'Redis that the agents are connected to',
    kind: text,
    example: 'redis://10.0.0.5:6379',
  },
  'start-redis': {
    ...hosts,
    about: 'start a Redis here for as long as the run takes',
    kind: flag,
  },
} as const satisfies Record<string, Option>;

const agent = { group: 'Agent:', commands: { agent: {} } } as const;

export const agentOptions = {
  redis: { ...agent, about: 'Redis to wait at for a load', kind: text },
  name: { ...agent, about: 'name in reports', kind: text, otherwise: 'the host’s name' },
  cpus: { ...agent, about: 'cores for its load processes, such as 0-3', kind: text, otherwise: 'all' },
  allow: {
    ...agent,
    about: 'addresses and ranges that it may load',
    kind: texts,
    otherwise: 'loopback and private ranges',
  },
  'idle-exit': {
    ...agent,
    about: 'end after so long without a load, such as 10m',
    kind: seconds(1, DAY_SECONDS),
    otherwise: 'never',
  },
} as const satisfies Record<string, Option>;
