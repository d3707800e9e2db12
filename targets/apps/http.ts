import { createServer } from 'node:http';
import { httpHandler } from './handlers/http.ts';
import { setKeepAlive } from './keep-alive.ts';

setKeepAlive(createServer(await httpHandler())).listen(Number(process.env.PORT), '127.0.0.1');
