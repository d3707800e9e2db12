import { fastifyApp } from './handlers/fastify.ts';
import { setKeepAlive } from './keep-alive.ts';
import { drainWhenTold, listenOptions, reportReady } from './serve.ts';
import { openSockets } from './sockets/index.ts';

const app = await fastifyApp();
setKeepAlive(app.server);
await openSockets(app.server);
await app.listen(listenOptions());
drainWhenTold(app.server);
reportReady();
