import { get as getPlain } from 'node:http';
import { get as getOverTls } from 'node:https';
import type { Origin } from '../topology.ts';

interface Identity extends Origin {
  /** A path that only our proxy knows. */
  readonly path: string;
  readonly tls: boolean;
}

/**
 * isIdentified says whether the proxy at an address responds to a path that only ours knows. A connection is not enough:
 * if the port was taken, another program accepts it while our proxy is still trying.
 */
export function isIdentified({ tls, ...asked }: Identity, signal: AbortSignal): Promise<boolean> {
  const options = { ...asked, agent: false, signal, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const request = (tls ? getOverTls : getPlain)(options, (response) => {
      response.resume();
      resolve(response.statusCode === 204);
    });
    request.on('error', () => resolve(false));
  });
}
