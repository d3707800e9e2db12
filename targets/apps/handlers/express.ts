import type { RequestListener } from 'node:http';
import express from 'express';
import { findUsers, health } from '../users.ts';

export function expressHandler(): RequestListener {
  return express()
    .get('/api/users', async (_request, response) => {
      response.json(await findUsers());
    })
    .get('/health', (_request, response) => {
      response.json(health());
    });
}
