/** Connects a run with the agents that send its load, and waits until they are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostAbilities } from '../../targets/member.ts';
import { SERVER } from '../../targets/services/redis/program.ts';
import type { AskedHosts } from '../config/load-hosts.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { type LoadHosts, openLoadHosts } from '../load/hosts/load-hosts.ts';
import { type RedisAddress, redisText } from '../load/hosts/redis-link.ts';
import { SHARED_SECRET } from '../processes/own-secrets.ts';
import { startLoadRedis } from './start-load-redis.ts';
import type { RunOptions } from './tools.ts';

/** A cluster may take some time to start them. */
const PRESENT_MS = 300_000;

interface Around extends Pick<RunOptions, 'watch' | 'signal'> {
  readonly capabilities: HostAbilities;
  readonly scratch: string;
}

/** @returns null if this host sends the load. A run without enough agents goes on, and its trials fail. */
export async function connectLoadHosts(
  { config: { hosts, listen } }: ResolvedRun,
  around: Around,
): Promise<LoadHosts | null> {
  if (hosts === null) return null;
  if (hosts.redis !== null) return connectThrough(hosts.redis, hosts, around);
  const program = around.capabilities.programs[SERVER.name];
  if (!program) throw new Error('the plan starts a Redis that this host lacks');
  const own = await startLoadRedis({ ...around, program, listen, secret: hosts.secret });
  const stop = () => own[Symbol.asyncDispose]();
  try {
    const loadHosts = await connectThrough(own.address, hosts, around);
    const disconnect = async () => loadHosts[Symbol.asyncDispose]();
    return { ...loadHosts, [Symbol.asyncDispose]: () => disconnect().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connectThrough(
  redis: RedisAddress,
  hosts: AskedHosts,
  { watch, signal }: Around,
): Promise<LoadHosts> {
  const { agents } = hosts;
  const loadHosts = await openLoadHosts({ ...hosts, redis });
  const say = (count: number) =>
    watch({
      type: 'notice',
      text: `${count} of ${agents} agents are connected; start the others with ${agentCommand(redis)}`,
    });
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([loadHosts.present(say, either), sleep(PRESENT_MS, undefined, { signal: either })]);
  } catch (error) {
    // An interrupted run has a record too, without trials.
    if (signal.aborted) return loadHosts;
    await loadHosts[Symbol.asyncDispose]();
    throw error;
  } finally {
    over.abort();
  }
  return loadHosts;
}

/** agentCommand is the whole command, but for the secret. */
function agentCommand(redis: RedisAddress): string {
  return `${SHARED_SECRET}=... npx cluster-bench agent --redis ${redisText(redis)}`;
}
