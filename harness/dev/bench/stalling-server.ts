/**
 * A server that responds at once, except for 200 ms in every 2 s in which it does nothing, as in a long garbage
 * collection.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STALL_MS, STALL_PERIOD_MS } from './stalls.ts';

const server = createServer((_request, response) => response.end('hello'));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());

setInterval(() => {
  const endMs = performance.now() + STALL_MS;
  while (performance.now() < endMs);
}, STALL_PERIOD_MS);
