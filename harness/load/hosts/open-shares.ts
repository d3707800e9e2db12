/** Gives agents their shares of a load, and makes one load of them. */
import { randomUUID } from 'node:crypto';
import type { Job, Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { TargetError } from '../../../targets/topology.ts';
import { packageVersion } from '../../host/package-version.ts';
import { loadOf } from '../load.ts';
import type { LoadPeer } from '../load-peer.ts';
import { LeftBundles } from './bundles.ts';
import { openChannel } from './channel.ts';
import { readClock } from './clock-reading.ts';
import type { AskedLoad, HostsLoad, LoadHostsOptions } from './hosts-load.ts';
import { inTime, JOIN_MS, within } from './in-time.ts';
import type { LoadHost } from './load-host.ts';
import { QUEUE, redisText, redisTimeMs } from './redis-link.ts';
import { type FromAgent, jobId, type ShareJob, type ToAgent } from './share-job.ts';
import { signed } from './signature.ts';
import { Refusals, untilJoined } from './until-joined.ts';

/** Lead time for a pace, over networks. */
const PACE_LEAD_MS = 250;
/** Redis may be gone when a load ends. */
const CLOSE_MS = 1_000;

interface Tools extends LoadHostsOptions, AskedLoad {
  readonly link: Redis;
  readonly queue: Queue;
  readonly events: QueueEvents;
}

/** @throws {TargetError} unless every share is taken in time */
export async function openShares(tools: Tools, signal: AbortSignal): Promise<HostsLoad> {
  const { link, agents, secret } = tools;
  const session = randomUUID();
  const closing: (() => Promise<unknown>)[] = [];
  const close = () => Promise.allSettled(closing.splice(0).map((one) => within(one(), CLOSE_MS, () => {})));
  try {
    const noRedis = () => `Redis at ${redisText(tools.redis)} did not respond`;
    const readOwn = () => readClock(() => redisTimeMs(link));
    const before = await inTime(readOwn(), noRedis, signal);
    const channels = await Promise.all(
      Array.from({ length: agents }, (_, share) =>
        openChannel<ToAgent, FromAgent>({
          ...{ link, secret, session, share },
          ...{ own: 'coordinator', other: 'the agent' },
        }),
      ),
    );
    const [bundles, refusals] = [new LeftBundles(link, session), new Refusals(tools.events)];
    closing.push(...channels.map((channel) => async () => channel[Symbol.asyncDispose]()));
    closing.push(
      () => bundles.remove(),
      async () => refusals.close(),
    );
    const taken = channels.map((channel, share) =>
      untilJoined(channel, refusals.of(jobId({ session, share })), { link, bundles }),
    );
    // Those that have taken a share need not wait for the silence if others have not.
    closing.push(async () => {
      for (const channel of channels) channel.send({ type: 'end' });
    });
    const madeMs = before.atMs + before.offsetMs;
    closing.push(await handOut(tools, { version: packageVersion(), session, madeMs, clock: before }));
    const few = () => {
      const names = taken.flatMap(({ name }) => name() ?? []);
      const those = names.length === 0 ? '' : ` (${names.join(', ')})`;
      return `${names.length} of ${agents} agents took a share of the load${those}`;
    };
    const hosts = await inTime(Promise.all(taken.map(({ host }) => host)), few, signal);
    refuseNamesakes(hosts);
    const load = loadOf(inTurns(hosts), PACE_LEAD_MS);
    const end = once(async () => {
      await load.end();
      const after = await within(readOwn(), CLOSE_MS, () => before);
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

/**
 * handOut adds the jobs to the queue. Returns a function that takes them out, so that nobody takes one that has no
 * coordinator any more.
 */
async function handOut(
  { queue, secret, agents, connections, processes, longestSeconds }: Tools,
  ofAll: Pick<ShareJob, 'version' | 'session' | 'madeMs' | 'clock'>,
): Promise<() => Promise<unknown>> {
  const most = Math.floor(connections / agents);
  const added: Promise<Job[]> = queue.addBulk(
    Array.from({ length: agents }, (_, share) => {
      const job: ShareJob = { ...ofAll, share, processes, mostProcesses: most, longestSeconds };
      const id = jobId(job);
      const opts = { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true };
      return { name: QUEUE, data: signed(secret, `job ${id}`, job), opts };
    }),
  );
  await within(
    added.catch(() => {}),
    JOIN_MS,
    () => {},
  );
  return () =>
    added.then(
      (jobs) => Promise.allSettled(jobs.map((job) => job.remove())),
      () => {},
    );
}

/** The load processes of each host in turn, so that what does not divide evenly is not all on the first host. */
function inTurns(hosts: readonly LoadHost[]): LoadPeer[] {
  const most = Math.max(...hosts.map(({ peers }) => peers.length));
  return Array.from({ length: most }, (_, process) =>
    hosts.flatMap(({ peers }) => peers[process] ?? []),
  ).flat();
}

/** @throws {TargetError} if two agents have one name: nobody could tell them apart in a report */
function refuseNamesakes(hosts: readonly LoadHost[]): void {
  const names = hosts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  const reason = `two agents are called ${twice}: give each a --name of its own`;
  throw new TargetError({ reason, lastLines: [] });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
