/** LoadHosts are the agents that send a run's load, each a share of it. BullMQ hands the shares out. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AskedLoad, HostsLoad, LoadHostsOptions } from './hosts-load.ts';
import { within } from './in-time.ts';
import { openShares } from './open-shares.ts';
import { connectLink, PREFIX, QUEUE, redisOptions } from './redis-link.ts';

const LOOK_MS = 500;
/** Redis may be gone at the end of a run. */
const CLOSE_MS = 1_000;

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
