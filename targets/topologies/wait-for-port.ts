import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '../origin.ts';
import type { Origin } from '../topology.ts';

const RETRY_MS = 20;
const LOOPBACKS = [LOOPBACK, '::1'];

/**
 * waitForPort returns the address on which something accepts connections to a port, as soon as something does: the
 * wanted one, else a loopback address. It serves for servers that do not announce themselves. Null if the signal is
 * aborted before.
 */
export async function waitForPort({ host, port }: Origin, signal: AbortSignal): Promise<string | null> {
  const others = LOOPBACKS.filter((other) => other !== host);
  while (!signal.aborted) {
    if (await accepts(host, port)) return host;
    for (const other of others) {
      // A server on every address may have begun to listen since the wanted one was tried.
      if (await accepts(other, port)) return (await accepts(host, port)) ? host : other;
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
  }
  return null;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });
}
