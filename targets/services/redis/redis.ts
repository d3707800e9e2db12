import { randomUUID } from 'node:crypto';
import { describeExit } from '../../describe-exit.ts';
import { missing } from '../../member.ts';
import { TargetError } from '../../topology.ts';
import { ensureRemoval } from '../removal/ensure-removal.ts';
import type { RunningService, Service, ServiceContext } from '../service.ts';
import { connectRedis, type RedisConnection, redisFigures } from './connection.ts';
import type { KeyRemoverOrders } from './key-remover.ts';
import { startOwnServer } from './own-server.ts';
import { SERVER } from './program.ts';

/** The app finds Redis at REDIS_URL, and writes only keys that begin with REDIS_PREFIX. */
export const redis: Service = {
  name: 'redis',
  summary: 'redis-server on a free port, without persistence',
  program: SERVER,
  schemes: ['redis:', 'rediss:'],
  obstacle: (host) => missing(SERVER, host),
  unusable: async (url) => {
    try {
      using connection = await connectRedis(url);
      await connection.info();
      return null;
    } catch (error) {
      return `${noResponse(url, error)}; start it, or correct the URL`;
    }
  },
  start: async (context) => (context.url ? useUsers(context.url) : startOurs(context)),
};

async function startOurs(context: ServiceContext): Promise<RunningService> {
  const { url, child, redis: connection } = await startOwnServer(context);
  return {
    ...(await described(url, newPrefix(), connection)),
    broken: child.exited.then((exit) => ({
      reason: `redis ended while it was under load (${describeExit(exit)})`,
      lastLines: child.lastLines(),
    })),
    [Symbol.asyncDispose]: async () => connection[Symbol.dispose](),
  };
}

async function useUsers(url: URL): Promise<RunningService> {
  const prefix = newPrefix();
  try {
    const connection = await connectRedis(url);
    const known = await described(url, prefix, connection);
    const orders: KeyRemoverOrders = { url: url.href, prefix };
    const removal = ensureRemoval(import.meta.resolve('./key-remover.js'), orders);
    return {
      ...known,
      broken: connection.lost.then((message) => ({
        reason: `the Redis at ${url.host} was lost (${message})`,
        lastLines: [],
      })),
      [Symbol.asyncDispose]: async () => {
        connection[Symbol.dispose]();
        await removal.now();
      },
    };
  } catch (error) {
    throw new TargetError({ reason: noResponse(url, error), lastLines: [] }, { cause: error });
  }
}

/** newPrefix returns a prefix that nobody else's keys begin with. */
function newPrefix(): string {
  return `cluster-bench:${randomUUID()}:`;
}

async function described(
  url: URL,
  prefix: string,
  connection: RedisConnection,
): Promise<Pick<RunningService, 'env' | 'version' | 'figures'>> {
  const { redis_version: version = 'unknown' } = await connection.info();
  return {
    env: { REDIS_URL: url.href, REDIS_PREFIX: prefix },
    version,
    figures: () => redisFigures(connection),
  };
}

/** A refused connection to each address of a name has a code and no message. */
function noResponse({ host }: URL, error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return `no Redis responds at ${host} (${message || code})`;
}
