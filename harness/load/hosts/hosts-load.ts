/** HostsLoad is a trial's load from other hosts, and what it is made from. */
import type { LoadHost as HostRecord } from '../../records/run.ts';
import type { Load } from '../load.ts';
import type { RedisAddress } from './redis-link.ts';

export interface LoadHostsOptions {
  readonly redis: RedisAddress;
  readonly secret: string;
  /** Number of agents. */
  readonly agents: number;
  /** Load processes of each agent; null: as many as it has cores for. */
  readonly processes: number | null;
}

export interface AskedLoad {
  /** Each agent gets one at least. */
  readonly connections: number;
  /** After it agents end the load whatever happens. */
  readonly longestSeconds: number;
}

/** HostsLoad is the load of one trial. */
export interface HostsLoad {
  readonly load: Load;
  /** Load processes of all hosts. */
  readonly processes: number;
  /** Describes the hosts once the load has ended. */
  hosts(): Promise<HostRecord[]>;
}
