import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface ResponseOptions {
  readonly status?: number;
  /** Runs before the wait, for example to send an interim response. */
  readonly before?: (response: ServerResponse) => void;
  readonly maxRequestsPerSocket?: number;
}

/**
 * respondAfter listens on `process.env.PORT`, and responds to each request after a wait.
 *
 * @param waitMs the wait of one request; null leaves the request without a response
 */
export function respondAfter(
  waitMs: (request: IncomingMessage) => number | null,
  { status = 200, before, maxRequestsPerSocket = 0 }: ResponseOptions = {},
): void {
  const server = createServer((request, response) => {
    const wait = waitMs(request);
    before?.(response);
    if (wait === null) return;
    setTimeout(() => {
      response.statusCode = status;
      // A 204 and a 304 have no body.
      response.end(status === 204 || status === 304 ? undefined : 'hello');
    }, wait);
  });
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  // An idle connection stays open, so that no server closes one by itself.
  server.keepAliveTimeout = 60_000;
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
