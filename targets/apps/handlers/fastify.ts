import type { RequestListener } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { createOrder } from '../orders.ts';
import { openFile } from '../static-files.ts';
import { findUsers, health } from '../users.ts';

export function fastifyApp(): FastifyInstance {
  const app = fastify();
  app.get('/api/users', findUsers);
  app.post('/api/orders', async (_request, reply) => reply.code(201).send(createOrder()));
  app.get('/static/*', async (request, reply) => {
    const opened = await openFile(request.url);
    return opened === null ? reply.callNotFound() : reply.headers(opened.headers).send(opened.content);
  });
  app.get('/health', async () => health());
  return app;
}

export async function fastifyHandler(): Promise<RequestListener> {
  const app = fastifyApp();
  await app.ready();
  return app.routing;
}
