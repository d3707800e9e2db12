import { setImmediate as nextTurn } from 'node:timers/promises';
import { respondAtOnce } from './respond-at-once.ts';

const PIECES = 20;
const piece = 'x'.repeat(500);

respondAtOnce(async (_request, response) => {
  for (let sent = 0; sent < PIECES; sent++) {
    response.write(piece);
    // Pieces written in one turn of the event loop would be sent together.
    await nextTurn();
  }
  response.end();
});
