import type { RequestListener } from 'node:http';
import express from 'express';
import { createOrder } from '../orders.ts';
import { staticFolder } from '../static-files.ts';
import { findUsers, health } from '../users.ts';

export function expressHandler(): RequestListener {
  const app = express()
    .get('/api/users', async (_request, response) => {
      response.json(await findUsers());
    })
    .get('/health', (_request, response) => {
      response.json(health());
    })
    .post('/api/orders', (_request, response) => {
      response.status(201).json(createOrder());
    });
  return staticFolder === '' ? app : app.use('/static', express.static(staticFolder));
}
