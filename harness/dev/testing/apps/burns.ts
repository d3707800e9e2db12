/** For each request, three times as much work in one function as in another. */
import { createServer } from 'node:http';

const TURNS = 500_000;

createServer((_request, response) => {
  response.end(`${burnThree()} ${burnOne()}`);
}).listen(Number(process.env.PORT), '127.0.0.1');

function burnThree(): number {
  let sum = 0;
  for (let turn = 0; turn < 3 * TURNS; turn++) sum = (sum + turn * turn) % 1_000_003;
  return sum;
}

function burnOne(): number {
  let sum = 0;
  for (let turn = 0; turn < TURNS; turn++) sum = (sum + turn * turn) % 1_000_003;
  return sum;
}
