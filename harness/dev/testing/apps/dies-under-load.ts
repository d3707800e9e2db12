/** Responds correctly 100 times, then exits. */
import { createServer } from 'node:http';

let responses = 0;
createServer((_request, response) => {
  response.end('[{"id":1}]');
  if (++responses < 100) return;
  console.error('out of file descriptors');
  process.exit(9);
}).listen(process.env.PORT);
