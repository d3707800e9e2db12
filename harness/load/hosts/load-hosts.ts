/** LoadHosts are the agents that send a run's load, each a share of it. BullMQ hands the shares out. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadHost as HostRecord } from '../../records/run.ts';
import type { Load } from '../load.ts';
import { within } from './in-time.ts';
import { openShares } from './open-shares.ts';
import { connectLink, PREFIX, QUEUE, type RedisAddress, redisOptions } from './redis-link.ts';

const LOOK_MS = 500;
/** Redis may be gone at the end of a run. */
const CLOSE_MS = 1_000;

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

export interface LoadHosts extends AsyncDisposable {
  /**
   * Waits until as many agents are connected as the run needs.
   * @param onFewer called with the number of those that are, when it changes
   */
  present(onFewer: (count: number) => void, signal: AbortSignal): Promise<void>;
  /** Gives each agent its share of a trial's load. @throws {TargetError} unless all of them take it */
  open(asked: AskedLoad, signal: AbortSignal): Promise<HostsLoad>;
}

/** @throws {Error} in a sentence, if Redis cannot be used */
export async function openLoadHosts(options: LoadHostsOptions): Promise<LoadHosts> {
  const { redis, agents } = options;
  const link = await connectLink(redis);
  link.on('error', () => {}); // it connects again; what was lost meanwhile fails its trial
  const { Queue, QueueEvents } = await import('bullmq');
  const around = { connection: redisOptions(redis), prefix: PREFIX };
  const queue = new Queue(QUEUE, around);
  const events = new QueueEvents(QUEUE, around);
  queue.on('error', () => {});
  events.on('error', () => {});
  const clients = await Promise.all([queue, events].map((own) => own.getBackend().client));
  return {
    present: async (onFewer, signal) => {
      for (let shown = -1; ; ) {
        const count = await queue.getWorkersCount();
        if (count >= agents) return;
        if (count !== shown) onFewer(count);
        shown = count;
        await sleep(LOOK_MS, undefined, { signal });
      }
    },
    open: (asked, signal) => openShares({ ...options, ...asked, link, queue, events }, signal),
    [Symbol.asyncDispose]: async () => {
      // BullMQ says goodbye to Redis first, which may be gone.
      await within(Promise.allSettled([queue.close(), events.close()]), CLOSE_MS, () => {});
      for (const client of [...clients, link]) client.disconnect();
    },
  };
}
