import type { Server } from 'node:http';

/**
 * setKeepAlive makes the server close a connection that has been idle for KEEP_ALIVE_TIMEOUT_MS. Unless that is set,
 * the default stays.
 *
 * It does what Node does for `keepAliveTimeout`, except that recent versions wait a second longer than that says, and
 * 20.20 cannot turn this off.
 */
export function setKeepAlive<One extends Server>(server: One): One {
  const timeoutMs = Number(process.env.KEEP_ALIVE_TIMEOUT_MS);
  if (!(timeoutMs > 0)) return server;
  server.keepAliveTimeout = 0;
  server.prependListener('request', ({ socket }, response) => {
    socket.setTimeout(0);
    response.once('finish', () => socket.setTimeout(timeoutMs));
  });
  return server;
}
