import { fastifyApp } from './handlers/fastify.ts';

await (await fastifyApp()).listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
