/**
 * The program that removes our keys from the user's own Redis. It waits until its input ends: at the trial's end, or
 * because the harness was killed. It belongs to no group that the harness or its guard kills.
 *
 * An app that is being killed may still write keys. So it looks again until there are none, unless the harness has
 * said that the app has ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type RedisConnection } from './connection.ts';
import { APP_HAS_ENDED, type KeyRemoverOrders, ORDERS } from './key-remover-messages.ts';
import { removePrefix } from './remove-prefix.ts';

/** The guard ends an app whose harness was killed within this time. */
const APP_ENDS_MS = 300;
const MOST_ROUNDS = 10;
/** A Redis that hangs must not keep the harness waiting. */
const MOST_MS = 10_000;

const { url, prefix }: KeyRemoverOrders = JSON.parse(process.env[ORDERS] ?? '');

// A closed terminal must not end it before its work is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

// Loading the library and connecting take time that there is only now.
using redis = await connectRedis(new URL(url));
let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
setTimeout(() => process.exit(1), MOST_MS).unref();
try {
  await removeKeys(redis);
} catch {
  // Some servers close a connection that is idle for long.
  using again = await connectRedis(new URL(url));
  await removeKeys(again);
}

async function removeKeys(connection: RedisConnection): Promise<void> {
  if (input === APP_HAS_ENDED) {
    await removePrefix(connection, prefix);
    return;
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await sleep(APP_ENDS_MS);
    if ((await removePrefix(connection, prefix)) === 0) return;
  }
}
