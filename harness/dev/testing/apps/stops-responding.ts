/** Responds to the harness's first request only. */
import { createServer } from 'node:http';

let responses = 0;
createServer((_request, response) => {
  if (responses++ === 0) response.end('[{"id":1}]');
}).listen(process.env.PORT);
