import { createServer } from 'node:http';

createServer((_request, response) => response.writeHead(500).end('no database')).listen(process.env.PORT);
