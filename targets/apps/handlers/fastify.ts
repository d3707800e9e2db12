import type { RequestListener } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { health } from '../health.ts';
import { type Metrics, NO_ROUTE } from '../metrics/index.ts';
import { createOrder } from '../orders.ts';
import type { Reply } from '../reply.ts';
import { openRoutes } from '../routes.ts';
import { dashboard, logIn } from '../sessions/login.ts';
import { openFile } from '../static-files.ts';
import { findUsers } from '../users.ts';

export async function fastifyApp(env: NodeJS.ProcessEnv = process.env): Promise<FastifyInstance> {
  const { sessions, block, askDatabase, metrics } = await openRoutes(env);
  const app = fastify();
  if (metrics) measure(app, metrics);
  app.get('/api/users', findUsers);
  app.post('/api/orders', async (_request, reply) => reply.code(201).send(createOrder()));
  app.get('/static/*', async (request, reply) => {
    const opened = await openFile(request.url);
    return opened === null ? reply.callNotFound() : reply.headers(opened.headers).send(opened.content);
  });
  app.get('/health', async (_request, reply) => send(reply, await health()));
  app.post('/login', async ({ body }, reply) => send(reply, await logIn(sessions, body)));
  app.get('/dashboard', async ({ headers }, reply) => send(reply, await dashboard(sessions, headers)));
  app.get('/query', async (_request, reply) => send(reply, await askDatabase()));
  app.get<{ Querystring: Record<string, string> }>('/blocking', async ({ query }, reply) =>
    send(reply, await block(new URLSearchParams(query))),
  );
  return app;
}

/** measure notes every response, and serves the metrics. */
function measure(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) =>
    metrics.note(method, routeOptions.url ?? NO_ROUTE, reply.statusCode, reply.elapsedTime / 1_000),
  );
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.page();
    return reply.type(contentType).send(text);
  });
}

export async function fastifyHandler(env?: NodeJS.ProcessEnv): Promise<RequestListener> {
  const app = await fastifyApp(env);
  await app.ready();
  return app.routing;
}

function send(reply: FastifyReply, { status, headers = {}, body }: Reply): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
