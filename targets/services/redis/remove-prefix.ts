import type { RedisConnection } from './connection.ts';

/** removePrefix removes every key that begins with the prefix, and returns how many there were. */
export async function removePrefix(redis: RedisConnection, prefix: string): Promise<number> {
  let removed = 0;
  let cursor = '0';
  do {
    const found = await redis.scan(cursor, `${prefix}*`);
    await redis.unlink(found.keys);
    removed += found.keys.length;
    cursor = found.cursor;
  } while (cursor !== '0');
  return removed;
}
