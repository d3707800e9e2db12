import { get as getPlain } from 'node:http';
import { get as getOverTls } from 'node:https';

/**
 * isIdentified says whether the proxy on a port responds to a path that only ours knows. A connection is not enough:
 * if the port was taken, another program accepts it while our proxy is still trying.
 */
export function isIdentified(
  { port, path, tls }: { readonly port: number; readonly path: string; readonly tls: boolean },
  signal: AbortSignal,
): Promise<boolean> {
  const options = { host: '127.0.0.1', port, path, agent: false, signal, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const request = (tls ? getOverTls : getPlain)(options, (response) => {
      response.resume();
      resolve(response.statusCode === 204);
    });
    request.on('error', () => resolve(false));
  });
}
