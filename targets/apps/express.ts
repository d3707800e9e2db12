import { createServer } from 'node:http';
import { expressHandler } from './handlers/express.ts';

createServer(await expressHandler()).listen(Number(process.env.PORT), '127.0.0.1');
