import { createServer } from 'node:http';
import { httpHandler } from './handlers/http.ts';
import { setKeepAlive } from './keep-alive.ts';
import { serve } from './serve.ts';

serve(setKeepAlive(createServer(await httpHandler())));
