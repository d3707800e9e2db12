/** The `http` app with some milliseconds of work before each response, so that Node's own share is small. */
import { createServer } from 'node:http';
import { httpHandler } from '../../../targets/apps/handlers/http.ts';
import { hash, ROUNDS_PER_MS } from './hash.ts';

const WORK_MS = 4;
const handler = await httpHandler();
let requests = 0;
createServer((request, response) => {
  if (hash(++requests, WORK_MS * ROUNDS_PER_MS) === 0) throw new Error('xorshift has no 0');
  handler(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');
