import { createServer } from 'node:http';
import { httpHandler } from './handlers/http.ts';
import { serve } from './serve.ts';

serve(createServer(httpHandler()));
