/** Servers that listen at a given address. */

export const server = (listenArguments: string) => `
  import { createServer } from 'node:http';
  createServer((request, response) => response.end('served')).listen(${listenArguments});`;

export const PORT = 'process.env.PORT';
