import type { Socket } from 'node:net';
import { respondAfter } from './respond-after.ts';
import { spreadEvenly } from './spread-evenly.ts';

const FAST_MS = 20;
const SLOW_MS = 2_000;
const FAST_REQUESTS = 19;

/** Fast requests that each connection has left before its next slow one. */
const fast = new WeakMap<Socket, number>();
let connections = 0;

respondAfter(({ socket }) => {
  const left = fast.get(socket);
  if (left === undefined) return begin(socket);
  fast.set(socket, left > 0 ? left - 1 : FAST_REQUESTS);
  return left > 0 ? FAST_MS : SLOW_MS;
});

/**
 * begin starts each connection at a different place in the cycle of 19 fast requests and a slow one. Connections that
 * start together would all wait at the same time, and the throughput would oscillate for many cycles.
 */
function begin(socket: Socket): number {
  const place = spreadEvenly(connections++) * (SLOW_MS + FAST_REQUESTS * FAST_MS);
  if (place < SLOW_MS) {
    fast.set(socket, FAST_REQUESTS);
    return SLOW_MS - place;
  }
  fast.set(socket, FAST_REQUESTS - 1 - Math.floor((place - SLOW_MS) / FAST_MS));
  return FAST_MS;
}
