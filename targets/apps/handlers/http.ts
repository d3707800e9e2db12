import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { health } from '../health.ts';
import { type Metrics, NO_ROUTE } from '../metrics/index.ts';
import { createOrder } from '../orders.ts';
import type { Reply } from '../reply.ts';
import { openRoutes, type Routes } from '../routes.ts';
import { dashboard, logIn } from '../sessions/login.ts';
import { openFile } from '../static-files.ts';
import { findUsers } from '../users.ts';

export async function httpHandler(env: NodeJS.ProcessEnv = process.env): Promise<RequestListener> {
  const routes = await openRoutes(env);
  const listener: RequestListener = (request, response) => {
    // The routes of most load come first, without anything that only the others need.
    if (request.url === '/api/users') void findUsers().then((users) => respond(response, 200, users));
    else if (request.url?.startsWith('/static/')) void sendFile(request.url, response);
    else
      void replyTo(request, routes).then(({ status, body, headers }) =>
        respond(response, status, body, headers),
      );
  };
  return routes.metrics ? measured(listener, routes.metrics) : listener;
}

/** The paths that metrics name. Node's own module has no routes to take them from. */
const paths = new Set([
  '/api/users',
  '/api/orders',
  '/health',
  '/query',
  '/login',
  '/dashboard',
  '/blocking',
  '/metrics',
]);

/** measured notes every response, and serves the metrics. */
function measured(listener: RequestListener, metrics: Metrics): RequestListener {
  return (request, response) => {
    const startMs = performance.now();
    const [path = ''] = request.url?.split('?') ?? [];
    response.once('finish', () => {
      const route = paths.has(path) ? path : path.startsWith('/static/') ? '/static' : NO_ROUTE;
      const seconds = (performance.now() - startMs) / 1_000;
      metrics.note(request.method ?? '', route, response.statusCode, seconds);
    });
    if (path !== '/metrics') listener(request, response);
    else
      void metrics
        .page()
        .then(({ contentType, text }) => response.setHeader('content-type', contentType).end(text));
  };
}

async function replyTo(request: IncomingMessage, { sessions, block, askDatabase }: Routes): Promise<Reply> {
  try {
    if (request.method === 'GET' && request.url === '/query') return await askDatabase();
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (request.method === 'GET' && pathname === '/health') return await health();
    if (request.method === 'POST' && pathname === '/api/orders') return { status: 201, body: createOrder() };
    if (request.method === 'POST' && pathname === '/login') {
      return await logIn(sessions, await json(request).catch(() => null));
    }
    if (request.method === 'GET' && pathname === '/dashboard')
      return await dashboard(sessions, request.headers);
    if (request.method === 'GET' && pathname === '/blocking') return await block(searchParams);
    return { status: 404, body: { error: 'not found' } };
  } catch (error) {
    return { status: 500, body: { error: (error as Error).message } };
  }
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const opened = await openFile(path);
  if (opened === null) respond(response, 404, { error: 'not found' });
  else opened.content.pipe(response.writeHead(200, opened.headers));
}

function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...headers,
    })
    .end(text);
}
