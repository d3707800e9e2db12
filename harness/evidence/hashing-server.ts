/** The `http` app, with a millisecond of work of its own before each answer. */
import { createServer } from 'node:http';
import { httpHandler } from '../../targets/apps/handlers/http.ts';
import { hash, ROUNDS_PER_MS } from './hash.ts';

const handler = httpHandler();
let requests = 0;
createServer((request, response) => {
  if (hash(++requests, ROUNDS_PER_MS) === 0) throw new Error('xorshift has no 0');
  handler(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');
