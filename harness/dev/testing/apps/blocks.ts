/** Blocks its event loop for ever when asked to. */
import { createServer } from 'node:http';

createServer((request, response) => {
  if (request.url === '/block') for (;;);
  response.end(JSON.stringify({ pid: process.pid, worker: process.env.NODE_APP_INSTANCE }));
}).listen(process.env.PORT);
