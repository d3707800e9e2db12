/** Connections to the Redis between coordinator and agents. The library loads only when one opens. */
import type { Redis, RedisOptions } from 'ioredis';
import { parseTime } from './clock-reading.ts';

/** Every key of ours begins with this; an ACL user needs no others. */
export const PREFIX = 'cluster-bench';
export const QUEUE = 'load';

const CONNECT_TIMEOUT_MS = 5_000;
/** Between attempts to connect again. */
const RETRY_MS = 500;

export interface RedisAddress {
  readonly url: URL;
  /** From the environment; null: the URL's, or none. */
  readonly password: string | null;
}

/** redisText is the address for people, without its password. */
export function redisText({ url }: Pick<RedisAddress, 'url'>): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href.replace(/\/$/, '');
}

/** redisOptions are those of every connection, BullMQ's included. */
export function redisOptions({ url, password }: RedisAddress) {
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...((password ?? url.password) ? { password: password ?? decodeURIComponent(url.password) } : {}),
    ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
    connectTimeout: CONNECT_TIMEOUT_MS,
    // RESP2 needs no HELLO, which the rights of docs/distributed.md do not include.
    protocol: 2,
    // BullMQ's workers wait for jobs as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy: () => RETRY_MS,
  } satisfies RedisOptions;
}

/** connectLink opens a connection. @throws {Error} in a sentence that names the address, if Redis cannot be used */
export async function connectLink(address: RedisAddress): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const link = new Redis({ ...redisOptions(address), lazyConnect: true, retryStrategy: () => null });
  // A failed attempt is reported by both the promise and this event.
  let cause = '';
  link.on('error', ({ message }: Error) => {
    cause = message;
  });
  try {
    await link.connect();
    await link.ping();
  } catch (error) {
    link.disconnect();
    const reason = cause || (error as Error).message;
    throw new Error(`Redis at ${redisText(address)} cannot be used: ${reason}`, { cause: error });
  }
  link.options.retryStrategy = () => RETRY_MS;
  return link;
}

/** redisTimeMs asks Redis for its time, in milliseconds. */
export async function redisTimeMs(link: Pick<Redis, 'time'>): Promise<number> {
  return parseTime(await link.time());
}
