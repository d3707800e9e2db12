import type { RequestListener, ServerResponse } from 'node:http';
import { findUsers, health } from '../users.ts';

export function httpHandler(): RequestListener {
  return (request, response) => {
    if (request.url === '/api/users') void findUsers().then((users) => respond(response, 200, users));
    else if (request.url === '/health') respond(response, 200, health());
    else respond(response, 404, { error: 'not found' });
  };
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
