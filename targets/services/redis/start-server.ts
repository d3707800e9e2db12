/** Starts a `redis-server`, and waits until it responds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../../describe-exit.ts';
import { type ChildHandle, TargetError } from '../../topology.ts';
import { connectRedis, type RedisConnection } from './connection.ts';

const ASK_PERIOD_MS = 20;

export interface OwnServer {
  readonly url: URL;
  readonly child: ChildHandle;
  readonly redis: RedisConnection;
}

/**
 * @param url where it will respond, with the user and password that it asks for
 * @throws {TargetError} with its words when it ends, or does not respond in time
 */
export async function startServer(
  start: () => ChildHandle,
  url: URL,
  { startTimeoutMs, signal }: { readonly startTimeoutMs: number; readonly signal: AbortSignal },
): Promise<OwnServer> {
  const child = start();
  const settled = new AbortController();
  const over = AbortSignal.any([signal, settled.signal, AbortSignal.timeout(startTimeoutMs)]);
  const ended = child.exited.then((exit) => `redis ended before it responded (${describeExit(exit)})`);
  const outcome = await Promise.race([ended, untilOurs(url, child.pid, over)]);
  settled.abort();
  if (outcome !== null && typeof outcome === 'object') return { url, child, redis: outcome };
  const reason =
    outcome ??
    (signal.aborted
      ? 'redis was interrupted'
      : `redis did not respond within ${startTimeoutMs / 1_000} s: give it longer with --start-timeout`);
  throw new TargetError({ reason, lastLines: child.lastLines() });
}

/** A connection is not enough: if the port was taken, another Redis may respond while ours is still trying. */
async function untilOurs(url: URL, pid: number, signal: AbortSignal): Promise<RedisConnection | null> {
  while (!signal.aborted) {
    const redis = await connectRedis(url).catch(() => null);
    if (redis && (await redis.info()).process_id === String(pid)) return redis;
    redis?.[Symbol.dispose]();
    await sleep(ASK_PERIOD_MS, undefined, { signal }).catch(() => {});
  }
  return null;
}
