import { createServer } from 'node:http';

createServer((_request, response) => {
  console.error('cannot reach the database');
  response.writeHead(500).end('sorry');
}).listen(process.env.PORT);
