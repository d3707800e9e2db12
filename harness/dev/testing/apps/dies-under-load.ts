/** Answers well until it has done so 100 times; then it is gone. */
import { createServer } from 'node:http';

let answers = 0;
createServer((_request, response) => {
  response.end('[{"id":1}]');
  if (++answers < 100) return;
  console.error('out of file descriptors');
  process.exit(9);
}).listen(process.env.PORT);
