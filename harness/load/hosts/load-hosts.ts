/** LoadHosts are the agents that send a run's load, each a share of it. BullMQ hands the shares out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { TargetError } from '../../../targets/topology.ts';
import { packageVersion } from '../../host/package-version.ts';
import type { LoadHost as HostRecord } from '../../records/run.ts';
import { type Load, loadOf } from '../load.ts';
import type { LoadPeer } from '../load-peer.ts';
import { type Channel, openChannel } from './channel.ts';
import { readClock } from './clock-reading.ts';
import { type LoadHost, loadHost } from './load-host.ts';
import {
  connectLink,
  PREFIX,
  QUEUE,
  type RedisAddress,
  redisOptions,
  redisText,
  redisTimeMs,
} from './redis-link.ts';
import type { FromAgent, ShareJob, ToAgent } from './share-job.ts';
import { signed } from './signature.ts';

/** An idle agent takes its share at once; one that comes back after a failure, or waits for Redis, takes longer. */
const JOIN_MS = 10_000;
/** Lead time for a pace, over networks. */
const PACE_LEAD_MS = 250;
const LOOK_MS = 500;
/** Redis may be gone when a load ends. */
const CLOSE_MS = 1_000;

export interface LoadHostsOptions {
  readonly redis: RedisAddress;
  readonly secret: string;
  /** Number of agents. */
  readonly agents: number;
  /** Load processes of each agent; null: as many as it has cores for. */
  readonly processes: number | null;
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
  /**
   * Gives each agent its share of a trial's load.
   * @param longestSeconds after which agents end the load whatever happens
   * @throws {TargetError} unless all of them take it
   */
  open(longestSeconds: number, signal: AbortSignal): Promise<HostsLoad>;
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
  await events.waitUntilReady();
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
    open: (longestSeconds, signal) => openShares({ ...options, link, queue, events, longestSeconds }, signal),
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled([queue.close(), events.close()]);
      link.disconnect();
    },
  };
}

interface Tools extends LoadHostsOptions {
  readonly link: Redis;
  readonly queue: Queue;
  readonly events: QueueEvents;
  readonly longestSeconds: number;
}

async function openShares(tools: Tools, signal: AbortSignal): Promise<HostsLoad> {
  const { link, agents, secret, longestSeconds, processes } = tools;
  const session = randomUUID();
  const shares = Array.from({ length: agents }, (_, share) => share);
  const closing: (() => Promise<unknown>)[] = [];
  const close = () => Promise.allSettled(closing.splice(0).map((one) => one()));
  try {
    const before = await inTime(
      readClock(() => redisTimeMs(link)),
      `Redis at ${redisText(tools.redis)} did not respond`,
      signal,
    );
    const channels = await Promise.all(
      shares.map((share) =>
        openChannel<ToAgent, FromAgent>({
          ...{ link, secret, session, share },
          ...{ own: 'coordinator', other: 'the agent' },
        }),
      ),
    );
    for (const channel of channels) closing.push(() => Promise.resolve(channel[Symbol.asyncDispose]()));
    const refusals = new Refusals(tools.events);
    closing.push(async () => refusals.close());
    const taken = channels.map((channel, share) =>
      untilJoined(channel, jobId(session, share), refusals, link),
    );
    const madeMs = before.atMs + before.offsetMs;
    const job = { version: packageVersion(), session, processes, madeMs, longestSeconds, clock: before };
    await handOut(
      shares.map((share) => ({ ...job, share })),
      tools,
      closing,
    );
    const few = () => `${counted(taken)} of ${agents} agents took a share of the load`;
    const hosts = await inTime(Promise.all(taken.map(({ host }) => host)), few, signal);
    refuseNamesakes(hosts);
    const load = loadOf(inTurns(hosts), PACE_LEAD_MS);
    const end = once(async () => {
      await load.end();
      // A load must end even if Redis is gone.
      const after = await Promise.race([readClock(() => redisTimeMs(link)), sleep(CLOSE_MS, before)]);
      await close();
      return hosts.map((host) => host.record([before, after]));
    });
    const endLoad = async () => void (await end());
    return { load: { ...load, end: endLoad }, processes: load.processes, hosts: end };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The load's jobs leave the queue with it, so that nobody takes one that has no coordinator any more. */
async function handOut(
  jobs: readonly ShareJob[],
  { queue, secret }: Tools,
  closing: (() => Promise<unknown>)[],
): Promise<void> {
  const added = queue.addBulk(
    jobs.map((job) => {
      const id = jobId(job.session, job.share);
      const options = { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true };
      return { name: QUEUE, data: signed(secret, `job ${id}`, job), opts: options };
    }),
  );
  added.catch(() => {});
  closing.push(async () => {
    const removed = Promise.resolve(added).then((each) =>
      Promise.allSettled(each.map((job) => job.remove())),
    );
    await Promise.race([removed.catch(() => {}), sleep(CLOSE_MS)]);
  });
  await Promise.race([added, sleep(JOIN_MS)]);
}

/** Why agents refused jobs, by the job's id. */
class Refusals {
  readonly #events: QueueEvents;
  readonly #waiting = new Map<string, (reason: string) => void>();
  readonly #listener = ({ jobId, failedReason }: { jobId: string; failedReason: string }) =>
    this.#waiting.get(jobId)?.(failedReason);

  constructor(events: QueueEvents) {
    this.#events = events;
    events.on('failed', this.#listener);
  }

  /** Settles if the job is refused. */
  of(id: string): Promise<string> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    this.#events.off('failed', this.#listener);
  }
}

interface Taken {
  readonly host: Promise<LoadHost>;
  isThere: boolean;
}

/** @throws {TargetError} if the job is refused */
function untilJoined(
  channel: Channel<ToAgent, FromAgent>,
  id: string,
  refusals: Refusals,
  link: Redis,
): Taken {
  const taken: { host: Promise<LoadHost>; isThere: boolean } = {
    isThere: false,
    host: new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new TargetError({ reason, lastLines: [] }));
      channel.broken.then(fail);
      refusals.of(id).then(fail);
      const off = channel.onMessage((message) => {
        if (message.type === 'broken') fail(message.reason);
        if (message.type !== 'joined') return;
        off();
        taken.isThere = true;
        resolve(loadHost(message, channel, link));
      });
    }),
  };
  taken.host.catch(() => {});
  return taken;
}

/** The load processes of each host in turn, so that what does not divide evenly is not all on the first host. */
function inTurns(hosts: readonly LoadHost[]): LoadPeer[] {
  const most = Math.max(...hosts.map(({ peers }) => peers.length));
  return Array.from({ length: most }, (_, process) =>
    hosts.flatMap(({ peers }) => peers[process] ?? []),
  ).flat();
}

function counted(taken: readonly Taken[]): number {
  return taken.filter(({ isThere }) => isThere).length;
}

function jobId(session: string, share: number): string {
  return `${session}-${share}`;
}

/** @throws {TargetError} if two agents have one name: nobody could tell them apart in a report */
function refuseNamesakes(hosts: readonly LoadHost[]): void {
  const names = hosts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  const reason = `two agents are called ${twice}: give each a --name of its own`;
  throw new TargetError({ reason, lastLines: [] });
}

/** @throws {TargetError} with the reason if the promise takes longer than an agent may to take its share */
async function inTime<T>(
  promise: Promise<T>,
  reason: string | (() => string),
  signal: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  const late = sleep(JOIN_MS, undefined, { signal: AbortSignal.any([signal, over.signal]) }).then(
    (): never => {
      const said = typeof reason === 'string' ? reason : reason();
      throw new TargetError({ reason: `${said} within ${JOIN_MS / 1_000} s`, lastLines: [] });
    },
  );
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
