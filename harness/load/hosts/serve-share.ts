/** One agent's part in one trial: load processes of its own, steered by the coordinator. */
import { rm } from 'node:fs/promises';
import { monotonicMs, shiftedClock, until } from '../../host/clock.ts';
import { packageVersion } from '../../host/package-version.ts';
import { makeScratchFolder } from '../../processes/scratch-folder.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import { localPeer } from '../load-peer.ts';
import type { AgentContext } from './agent-context.ts';
import { openChannel } from './channel.ts';
import { readClock } from './clock-reading.ts';
import { hostFacts } from './host-facts.ts';
import { redisTimeMs } from './redis-link.ts';
import { startRelay } from './relay.ts';
import { type FromAgent, type ShareJob, STALE_MS, type ToAgent } from './share-job.ts';

/**
 * serveShare starts the load processes, and does what the coordinator says until it says that the load has ended, is
 * silent for too long, or the time is over.
 *
 * @returns why it ended early; null if the coordinator ended it
 * @throws {Error} if the job cannot be served
 */
export async function serveShare(job: ShareJob, context: AgentContext): Promise<string | null> {
  const { link, secret, name, cpus, signal, startPeer = localPeer } = context;
  refuseVersion(job, name);
  if ((await redisTimeMs(link)) - job.madeMs > STALE_MS) throw new Error(`the job is too old for ${name}`);
  const clock = await readClock(() => redisTimeMs(link));
  const aheadMs = clock.offsetMs - job.clock.offsetMs;
  const scratch = makeScratchFolder();
  const processes = new TrialProcesses(scratch, cpus && { target: [], proxy: [], load: cpus });
  const { session, share } = job;
  const other = 'the coordinator';
  const channel = await openChannel<FromAgent, ToAgent>({
    link,
    secret,
    session,
    share,
    own: 'agent',
    other,
  });
  const over = new AbortController();
  try {
    const facts = hostFacts(name, cpus);
    const count = Math.min(job.mostProcesses, job.processes ?? Math.max(1, facts.cores - 1));
    const env = shiftedClock(aheadMs);
    const peers = Array.from({ length: count }, () => startPeer(processes.spawnAs('load'), env));
    const relay = startRelay(peers, channel, { ...context, session, scratch, aheadMs, over: over.signal });
    channel.send({ type: 'joined', host: facts, processes: count, clock });
    const early = await Promise.race([
      relay.ended,
      channel.broken,
      lasting(job.longestSeconds, AbortSignal.any([signal, over.signal])),
    ]);
    await processes.stop();
    if (early !== null) {
      channel.send({ type: 'broken', reason: early });
    } else {
      const after = await readClock(() => redisTimeMs(link));
      channel.send({ type: 'ended', clock: after, ...(await relay.observed()) });
    }
    // The last message must leave before the connection closes.
    await Promise.race([link.ping(), channel.broken]);
    return early;
  } finally {
    over.abort();
    await processes.stop();
    await channel[Symbol.asyncDispose]();
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** lasting settles with a sentence when the time is over, or the agent is stopped. */
function lasting(seconds: number, signal: AbortSignal): Promise<string> {
  return until(monotonicMs() + 1_000 * seconds, signal).then(
    () => `the load lasted longer than ${seconds} s`,
    () => 'the agent was stopped',
  );
}

function refuseVersion({ version }: ShareJob, name: string): void {
  const own = packageVersion();
  if (version === own) return;
  throw new Error(
    `agent ${name} has cluster-bench ${own}, the coordinator ${version}: install the same version on both`,
  );
}
