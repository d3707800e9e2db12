import { createServer } from 'node:http';
import { expressHandler } from './handlers/express.ts';
import { setKeepAlive } from './keep-alive.ts';

setKeepAlive(createServer(await expressHandler())).listen(Number(process.env.PORT), '127.0.0.1');
