import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const KNOCK_PERIOD_MS = 20;

/**
 * Settles once somebody accepts connections on a port of 127.0.0.1: for servers that do not announce
 * themselves. Settles too, without that, when the signal is aborted.
 */
export async function untilAccepting(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await accepts(port))) {
    await sleep(KNOCK_PERIOD_MS, undefined, { signal }).catch(() => {});
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });
}
