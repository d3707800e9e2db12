import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 20;
const LOOPBACK = ['127.0.0.1', '::1'] as const;

/**
 * waitForPort returns the loopback address on which something accepts connections to a port, as soon as something
 * does. It serves for servers that do not announce themselves. Null if the signal is aborted before.
 */
export async function waitForPort(port: number, signal: AbortSignal): Promise<string | null> {
  while (!signal.aborted) {
    for (const host of LOOPBACK) if (await accepts(host, port)) return host;
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
