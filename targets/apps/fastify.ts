import { fastifyApp } from './handlers/fastify.ts';
import { setKeepAlive } from './keep-alive.ts';
import { drainWhenTold, reportReady } from './serve.ts';

const app = await fastifyApp();
setKeepAlive(app.server);
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
drainWhenTold(app.server);
reportReady();
