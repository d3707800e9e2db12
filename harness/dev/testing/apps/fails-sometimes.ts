/** Eight of ten responses are correct, one is a 503 and one has a wrong body. */
import { createServer } from 'node:http';

let responses = 0;
createServer((_request, response) => {
  const turn = responses++ % 10;
  if (turn === 3) response.writeHead(503).end('busy');
  else response.end(turn === 7 ? '{"users":null}' : '[{"id":1}]');
}).listen(process.env.PORT);
