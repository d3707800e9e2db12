/**
 * The work of a program that removes what we left in a user's own service. It waits until its input ends: at the
 * trial's end, or because the harness was killed. It belongs to no group that the harness or its guard kills.
 *
 * An app that is being killed may still write. So it looks again until there is nothing, unless the harness has said
 * that the app has ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { APP_HAS_ENDED, HAS_CONNECTED, ORDERS } from './messages.ts';

/** The guard ends an app whose harness was killed within this time. */
const APP_ENDS_MS = 300;
const MOST_ROUNDS = 10;
/** A service that hangs must not keep the harness waiting. */
const MOST_MS = 10_000;

/** Connected removes things over a connection. */
export interface Connected {
  /** Returns how many things there were. */
  remove(): Promise<number>;
  close(): void;
}

/** removeWhenOver connects at once, and removes when the time has come. */
export async function removeWhenOver<Orders>(connect: (orders: Orders) => Promise<Connected>): Promise<void> {
  const orders: Orders = JSON.parse(process.env[ORDERS] ?? '');
  // A closed terminal must not end it before its work is done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  // Loading the library and connecting take time that there is only now.
  const connected = await connect(orders);
  // The harness may be gone already, and nobody read it.
  process.stdout.on('error', () => {});
  process.stdout.write(HAS_CONNECTED);
  let input = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
  setTimeout(() => process.exit(1), MOST_MS).unref();
  try {
    await remove(connected, input === APP_HAS_ENDED);
  } catch {
    // Some servers close a connection that is idle for long.
    await remove(await connect(orders), input === APP_HAS_ENDED);
  }
  process.exit();
}

async function remove(connected: Connected, appHasEnded: boolean): Promise<void> {
  if (appHasEnded) await connected.remove();
  else {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await sleep(APP_ENDS_MS);
      if ((await connected.remove()) === 0) break;
    }
  }
  connected.close();
}
