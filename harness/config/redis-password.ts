/** The user of a Redis that a run starts for its agents, and the password that both sides know without telling it. */
import { createHmac } from 'node:crypto';

export const REDIS_USER = 'cluster-bench';

/** redisPassword follows from the shared secret, which cannot be found from it. */
export function redisPassword(secret: string): string {
  return createHmac('sha256', secret).update('password of the Redis user').digest('hex');
}
