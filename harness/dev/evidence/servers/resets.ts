import type { Socket } from 'node:net';
import { respondRaw, writeAfter } from './respond-raw.ts';

const SHARE = 0.05;
const REQUESTS_UNTIL_RESET = 10;

/** Remaining requests of each connection; infinite for those that are never reset. */
const left = new Map<Socket, number>();
let resetting = 0;

respondRaw((socket) => {
  const requests = (left.get(socket) ?? join(socket)) - 1;
  left.set(socket, requests);
  if (requests <= 0) socket.resetAndDestroy();
  else writeAfter(socket, 20, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
});

/** join keeps the share: a connection that replaces a reset one will be reset too. */
function join(socket: Socket): number {
  const resets = resetting + 1 <= SHARE * (left.size + 1);
  if (resets) resetting++;
  socket.once('close', () => {
    left.delete(socket);
    if (resets) resetting--;
  });
  return resets ? REQUESTS_UNTIL_RESET : Number.POSITIVE_INFINITY;
}
