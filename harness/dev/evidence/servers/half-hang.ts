import type { Socket } from 'node:net';
import { respondAfter } from './respond-after.ts';

/** Time after the load's first connection: in the middle of a window of 4 s after a warm-up of 2 s. */
const HANG_AFTER_MS = 4_000;
/** The first connection is the harness's own check. */
const FIRST_OF_LOAD = 2;

const hangs = new WeakMap<Socket, boolean>();
let connections = 0;
let hangFromMs = Number.POSITIVE_INFINITY;

respondAfter(({ socket }) => {
  if (!hangs.has(socket)) {
    connections++;
    if (connections === FIRST_OF_LOAD) hangFromMs = performance.now() + HANG_AFTER_MS;
    hangs.set(socket, connections % 2 === 0);
  }
  return hangs.get(socket) && performance.now() >= hangFromMs ? null : 20;
});
