import fastify from 'fastify';

const app = fastify({ maxRequestsPerSocket: 1_000 });
app.get('/*', async () => ({ hello: 'world' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
