/** Keys that loads leave in their Redis. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UsersRedis } from './redis.ts';

/** Keys that BullMQ keeps for the next job. */
const BOOKKEEPING = /^cluster-bench:load:(id|meta|events|marker|stalled-check)$/;
/** An agent takes its job out after it has reported its end. */
const GONE_MS = 2_000;

/** Every key that is not BullMQ's bookkeeping. */
export async function foreignKeys(redis: UsersRedis): Promise<string[]> {
  return (await redis.keys()).filter((key) => !BOOKKEEPING.test(key));
}

/** BullMQ takes the job of an agent that was killed from another agent, which looks every 5 s, and acts at the second look. */
export const STALLED_MS = 20_000;

/** Waits until a load has left nothing. */
export async function nothingLeft(redis: UsersRedis, longestMs = GONE_MS): Promise<void> {
  const deadline = performance.now() + longestMs;
  while ((await foreignKeys(redis)).length > 0 && performance.now() < deadline) await sleep(20);
  assert.deepEqual(await foreignKeys(redis), [], 'nothing is left in Redis');
}
