/** Options of a load that comes from other hosts, and of the agents there. */
import { flag, number, text, texts } from './kinds.ts';
import type { Option } from './option.ts';
import { DAY_SECONDS, everywhere, seconds } from './ranges.ts';

const hosts = { group: 'Load from other hosts:', commands: everywhere } as const;

export const hostOptions = {
  agents: {
    ...hosts,
    about: 'number of load agents on other hosts',
    kind: number({ min: 1, max: 1_000, whole: true }),
    otherwise: 'this host sends it',
    example: '3',
  },
  redis: {
    ...hosts,
    about: 'Redis at which the agents wait',
    kind: text,
    example: 'redis://10.0.0.5:6379',
  },
  'start-redis': {
    ...hosts,
    about: 'start that Redis here, for the time of the run',
    kind: flag,
  },
} as const satisfies Record<string, Option>;

const agent = { group: 'Agent:', commands: { agent: {} } } as const;

export const agentOptions = {
  redis: { ...agent, about: 'Redis of the runs, such as redis://10.0.0.5:6379', kind: text },
  name: { ...agent, about: 'its name in reports', kind: text, otherwise: 'the host’s name' },
  cpus: { ...agent, about: 'cores to pin its load processes to, such as 0-3', kind: text, otherwise: 'all' },
  allow: {
    ...agent,
    about: 'more addresses and ranges that it may load, such as 203.0.113.0/24',
    kind: texts,
    otherwise: 'loopback and private ranges alone',
  },
  'idle-exit': {
    ...agent,
    about: 'end after so long without a load, such as 10m',
    kind: seconds(1, DAY_SECONDS),
    otherwise: 'never',
  },
} as const satisfies Record<string, Option>;
