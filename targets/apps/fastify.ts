import { fastifyApp } from './handlers/fastify.ts';
import { drainWhenTold, reportReady } from './serve.ts';

const app = fastifyApp();
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
drainWhenTold(app.server);
reportReady();
