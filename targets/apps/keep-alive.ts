import type { Server } from 'node:http';

/**
 * setKeepAlive sets how long the server keeps idle connections open, from KEEP_ALIVE_TIMEOUT_MS. Unless that is set,
 * the framework's default stays.
 */
export function setKeepAlive<One extends Server>(server: One): One {
  const timeoutMs = Number(process.env.KEEP_ALIVE_TIMEOUT_MS);
  if (timeoutMs > 0) server.keepAliveTimeout = timeoutMs;
  return server;
}
