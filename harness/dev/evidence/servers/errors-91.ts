import { createServer } from 'node:http';

let requests = 0;
createServer((_request, response) => {
  // The first request gets a correct response: a server that always fails is never loaded.
  const status = requests++ % 11 === 0 ? 200 : 500;
  setTimeout(() => response.writeHead(status).end('hello'), 20);
}).listen(Number(process.env.PORT), '127.0.0.1');
