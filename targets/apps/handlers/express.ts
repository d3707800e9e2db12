import type { RequestListener } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { health } from '../health.ts';
import { type Metrics, NO_ROUTE } from '../metrics/index.ts';
import { createOrder } from '../orders.ts';
import type { Reply } from '../reply.ts';
import { openRoutes } from '../routes.ts';
import { dashboard, logIn } from '../sessions/login.ts';
import { staticFolder } from '../static-files.ts';
import { findUsers } from '../users.ts';

export async function expressHandler(env: NodeJS.ProcessEnv = process.env): Promise<RequestListener> {
  const { sessions, block, askDatabase, metrics } = await openRoutes(env);
  const app = express();
  if (metrics) measure(app, metrics);
  app
    .get('/api/users', async (_request, response) => {
      response.json(await findUsers());
    })
    .get('/health', async (_request, response) => {
      send(response, await health());
    })
    .post('/api/orders', (_request, response) => {
      response.status(201).json(createOrder());
    })
    .post('/login', express.json(), async ({ body }, response) => {
      send(response, await logIn(sessions, body));
    })
    .get('/dashboard', async ({ headers }, response) => {
      send(response, await dashboard(sessions, headers));
    })
    .get('/query', async (_request, response) => {
      send(response, await askDatabase());
    })
    .get('/blocking', async ({ url }, response) => {
      send(response, await block(queryOf(url)));
    });
  if (staticFolder !== '') app.use('/static', express.static(staticFolder));
  return app.use(sendError);
}

/** measure notes every response, and serves the metrics. */
function measure(app: Express, metrics: Metrics): void {
  app.use((request, response, next) => {
    const startMs = performance.now();
    response.once('finish', () => {
      const route = `${request.baseUrl ?? ''}${request.route?.path ?? ''}`;
      const seconds = (performance.now() - startMs) / 1_000;
      metrics.note(request.method, route || NO_ROUTE, response.statusCode, seconds);
    });
    next();
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics.page();
    response.set('content-type', contentType).send(text);
  });
}

/** sendError responds as the other apps do. Express knows an error handler by its four parameters. */
function sendError(error: HttpError, _request: Request, response: Response, _next: NextFunction): void {
  send(response, { status: error.status ?? 500, body: { error: error.message } });
}

/** HttpError is an error of a middleware, which may name the status of the response. */
interface HttpError extends Error {
  readonly status?: number;
}

function send(response: Response, { status, headers = {}, body }: Reply): void {
  response.status(status).set(headers).json(body);
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?')[1] ?? '');
}
