import { createServer } from 'node:http';
import { expressHandler } from './handlers/express.ts';
import { serve } from './serve.ts';

serve(createServer(expressHandler()));
