/** An app that writes what it receives wherever it can: body, headers, cookies, output, and a failing status. */
import { createServer } from 'node:http';

createServer((request, response) => {
  const { authorization = '' } = request.headers;
  console.log(`received ${authorization}`);
  console.error(`received ${authorization}`);
  if (request.url === '/fails') response.statusCode = 403;
  response.setHeader('x-echo', authorization);
  response.setHeader('set-cookie', `session=${encodeURIComponent(authorization)}`);
  response.setHeader('cache-control', `private="${authorization}"`);
  response.end(JSON.stringify({ you: authorization, url: request.url }));
}).listen(process.env.PORT);
