import express from 'express';
import { findUsers, health } from './users.ts';

express()
  .get('/api/users', async (_request, response) => {
    response.json(await findUsers());
  })
  .get('/health', (_request, response) => {
    response.json(health());
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
