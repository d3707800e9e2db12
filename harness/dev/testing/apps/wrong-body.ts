import { createServer } from 'node:http';

createServer((_request, response) => response.end('<h1>It works</h1>')).listen(process.env.PORT);
