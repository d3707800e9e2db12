import type { RequestListener } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { findUsers, health } from '../users.ts';

export function fastifyApp(): FastifyInstance {
  const app = fastify();
  app.get('/api/users', findUsers);
  app.get('/health', async () => health());
  return app;
}

export async function fastifyHandler(): Promise<RequestListener> {
  const app = fastifyApp();
  await app.ready();
  return app.routing;
}
