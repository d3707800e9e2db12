/** A `redis-server` of our own: unprivileged, in a folder of its own, on 127.0.0.1, without anything on disk. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../../describe-exit.ts';
import { type ChildHandle, TargetError } from '../../topology.ts';
import { privateFolder, unprivileged } from '../../unprivileged.ts';
import type { ServiceContext } from '../service.ts';
import { connectRedis, type RedisConnection } from './connection.ts';

const ASK_PERIOD_MS = 20;

export interface OwnServer {
  readonly url: URL;
  readonly child: ChildHandle;
  readonly redis: RedisConnection;
}

/** @throws {TargetError} with its words when it ends, or does not respond in time */
export async function startOwnServer(context: ServiceContext): Promise<OwnServer> {
  const { program, folder, port, spawn } = context;
  if (!program) throw new Error('the plan holds a service whose program this host lacks');
  const identity = unprivileged();
  const child = spawn({
    name: 'redis',
    command: program.command,
    args: [
      ...[
        '--bind',
        '127.0.0.1',
        '--port',
        String(port),
        '--daemonize',
        'no',
        '--save',
        '',
        '--appendonly',
        'no',
      ],
      ...['--maxmemory-policy', 'noeviction', '--dir', privateFolder(folder, 'redis-', identity)],
    ],
    ...identity,
  });
  const url = new URL(`redis://127.0.0.1:${port}`);
  const settled = new AbortController();
  const signal = AbortSignal.any([
    context.signal,
    settled.signal,
    AbortSignal.timeout(context.startTimeoutMs),
  ]);
  const ended = child.exited.then((exit) => `redis ended before it responded (${describeExit(exit)})`);
  const outcome = await Promise.race([ended, untilOurs(url, child.pid, signal)]);
  settled.abort();
  if (outcome !== null && typeof outcome === 'object') return { url, child, redis: outcome };
  const reason =
    outcome ??
    (context.signal.aborted
      ? 'redis was interrupted'
      : `redis did not respond within ${context.startTimeoutMs / 1_000} s: give it longer with --start-timeout`);
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
