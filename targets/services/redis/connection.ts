/** Connections to a Redis, each for a few commands. The client library loads only when one opens. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the user's own Redis may take to respond. */
const CONNECT_TIMEOUT_MS = 5_000;

export interface RedisConnection extends Disposable {
  /** Fields of `INFO`, by name. */
  info(): Promise<Readonly<Record<string, string>>>;
  /** Returns some keys that match a pattern, and where to go on; `0` at the end. */
  scan(
    cursor: string,
    pattern: string,
  ): Promise<{ readonly cursor: string; readonly keys: readonly string[] }>;
  unlink(keys: readonly string[]): Promise<void>;
  /** Settles with the reason when the connection is lost. Never rejects. */
  readonly lost: Promise<string>;
}

/** @throws if nothing responds there as Redis does */
export async function connectRedis(url: URL): Promise<RedisConnection> {
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url: url.href,
    socket: { reconnectStrategy: false, connectTimeout: CONNECT_TIMEOUT_MS },
    disableClientInfo: true,
  });
  const lost = new Promise<string>((resolve) => client.on('error', ({ message }: Error) => resolve(message)));
  const silence = new AbortController();
  const tooSlow = sleep(CONNECT_TIMEOUT_MS, undefined, { signal: silence.signal }).then((): never => {
    throw new Error(`no response within ${CONNECT_TIMEOUT_MS / 1_000} s`);
  });
  tooSlow.catch(() => {});
  try {
    await Promise.race([client.connect(), tooSlow]);
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw error;
  } finally {
    silence.abort();
  }
  return {
    lost,
    info: async () => fieldsOf(await client.info()),
    scan: (cursor, pattern) => client.scan(cursor, { MATCH: pattern, COUNT: 1_000 }),
    unlink: async (keys) => {
      if (keys.length > 0) await client.unlink([...keys]);
    },
    [Symbol.dispose]: () => {
      if (client.isOpen) client.destroy();
    },
  };
}

function fieldsOf(info: string): Record<string, string> {
  return Object.fromEntries(
    info.split('\r\n').flatMap((line) => {
      const [, name, value] = /^([^#:]+):(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** redisFigures returns what a Redis reports about itself. The counts include other users of the same Redis. */
export async function redisFigures(redis: RedisConnection): Promise<Record<string, number>> {
  const info = await redis.info();
  return {
    commandsProcessed: Number(info.total_commands_processed),
    usedMemoryBytes: Number(info.used_memory),
    connectedClients: Number(info.connected_clients),
  };
}
