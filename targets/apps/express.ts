import { createServer } from 'node:http';
import { expressHandler } from './handlers/express.ts';
import { setKeepAlive } from './keep-alive.ts';
import { serve } from './serve.ts';

serve(setKeepAlive(createServer(await expressHandler())));
