/** Of ten answers eight are right, one is a 503 and one is a wrong body. */
import { createServer } from 'node:http';

let answers = 0;
createServer((_request, response) => {
  const turn = answers++ % 10;
  if (turn === 3) response.writeHead(503).end('busy');
  else response.end(turn === 7 ? '{"users":null}' : '[{"id":1}]');
}).listen(process.env.PORT);
