import type { RequestListener, ServerResponse } from 'node:http';
import { createOrder } from '../orders.ts';
import { openFile } from '../static-files.ts';
import { findUsers, health } from '../users.ts';

export function httpHandler(): RequestListener {
  return (request, response) => {
    if (request.url === '/api/users') void findUsers().then((users) => respond(response, 200, users));
    else if (request.url === '/api/orders' && request.method === 'POST')
      respond(response, 201, createOrder());
    else if (request.url?.startsWith('/static/')) void sendFile(request.url, response);
    else if (request.url === '/health') respond(response, 200, health());
    else respond(response, 404, { error: 'not found' });
  };
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const opened = await openFile(path);
  if (opened === null) respond(response, 404, { error: 'not found' });
  else opened.content.pipe(response.writeHead(200, opened.headers));
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
