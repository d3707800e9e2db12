import { createServer } from 'node:http';
import { expressHandler } from './handlers/express.ts';
import { setKeepAlive } from './keep-alive.ts';
import { serve } from './serve.ts';
import { openSockets } from './sockets/index.ts';

serve(await openSockets(setKeepAlive(createServer(await expressHandler()))));
