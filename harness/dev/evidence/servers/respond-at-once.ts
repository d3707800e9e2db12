import { createServer, type RequestListener } from 'node:http';

/**
 * respondAtOnce listens on `process.env.PORT`. The handler is as fast as possible, so that the CPU sets the
 * throughput.
 */
export function respondAtOnce(handler: RequestListener): void {
  const server = createServer(handler);
  server.keepAliveTimeout = 60_000;
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
