/** Connects a run with the agents that send its load, and waits until they are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { type LoadHosts, openLoadHosts } from '../load/hosts/load-hosts.ts';
import { redisText } from '../load/hosts/redis-link.ts';
import type { RunOptions } from './tools.ts';

/** A cluster may take some time to start them. */
const PRESENT_MS = 300_000;

/** @returns null if this host sends the load. A run without enough agents goes on, and its trials fail. */
export async function connectLoadHosts(
  { config: { hosts } }: ResolvedRun,
  { watch, signal }: Pick<RunOptions, 'watch' | 'signal'>,
): Promise<LoadHosts | null> {
  if (hosts === null) return null;
  const { agents, redis } = hosts;
  if (redis === null) throw new Error('nothing has started a Redis');
  const loadHosts = await openLoadHosts({ ...hosts, redis });
  const say = (count: number) => {
    const command = `cluster-bench agent --redis ${redisText(redis)}`;
    watch({
      type: 'notice',
      text: `${count} of ${agents} agents are connected; start the others: ${command}`,
    });
  };
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([loadHosts.present(say, either), sleep(PRESENT_MS, undefined, { signal: either })]);
  } catch (error) {
    await loadHosts[Symbol.asyncDispose]();
    throw error;
  } finally {
    over.abort();
  }
  return loadHosts;
}
