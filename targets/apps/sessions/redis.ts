import { createClient } from '@redis/client';
import { addPart } from '../health.ts';
import { cookieSessions } from './cookie.ts';
import type { Sessions } from './sessions.ts';

/** A session that a killed run leaves behind in the user's Redis expires after this time. */
const EXPIRES_SECONDS = 3_600;

/** redisSessions live in the Redis at REDIS_URL, under REDIS_PREFIX: every worker knows them. */
export async function redisSessions({ REDIS_URL, REDIS_PREFIX = '' }: NodeJS.ProcessEnv): Promise<Sessions> {
  if (!REDIS_URL) throw new Error('SESSIONS=redis needs REDIS_URL, the address of the Redis that holds them');
  const client = createClient({ url: REDIS_URL });
  // A lost connection is made again, and fails the commands meanwhile. Without a listener it ends the process.
  client.on('error', () => {});
  await client.connect();
  // Only servers keep the process alive: a worker that stops must not wait for this connection.
  client.unref();
  const forget = addPart({ name: 'sessions in Redis', ask: () => client.ping() });
  const key = (id: string) => `${REDIS_PREFIX}session:${id}`;
  return cookieSessions({
    put: async (id, user) => {
      await client.set(key(id), user, { expiration: { type: 'EX', value: EXPIRES_SECONDS } });
    },
    get: (id) => client.get(key(id)),
    close: () => {
      forget();
      client.destroy();
    },
  });
}
