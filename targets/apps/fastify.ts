import { fastifyApp } from './handlers/fastify.ts';
import { setKeepAlive } from './keep-alive.ts';
import { drainWhenTold, listenOptions, reportReady } from './serve.ts';

const app = await fastifyApp();
setKeepAlive(app.server);
await app.listen(listenOptions());
drainWhenTold(app.server);
reportReady();
