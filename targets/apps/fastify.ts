import fastify from 'fastify';
import { findUsers, health } from './users.ts';

const app = fastify();
app.get('/api/users', findUsers);
app.get('/health', async () => health());
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
