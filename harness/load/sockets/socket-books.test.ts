import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeSockets } from './merge-sockets.ts';
import { SocketBooks } from './socket-books.ts';

const WINDOW = { fromMs: 1_000, toMs: 3_500 };

function openedBooks(connections: number): SocketBooks {
  const books = new SocketBooks(connections, 1);
  books.began(100);
  for (let index = 0; index < connections; index++) books.opened(4, 110 + index);
  books.open(WINDOW);
  return books;
}

test('connections that drop are missing until the last of them is back', () => {
  const books = openedBooks(2);
  books.dropped(1_200);
  books.dropped(1_300);
  books.opened(6, 1_400);
  books.refused('connect', 1_450);
  // Two of a room of three hear the message. A message that is due in the last moments does not count.
  books.due(1_500, 3);
  for (const dueMs of [1_500, 1_500, 3_100]) books.heard(dueMs);
  books.due(3_100, 3);
  books.opened(8, 2_250);
  const merged = mergeSockets([books.figures()], WINDOW);
  assert.deepEqual(merged, {
    openingSeconds: 0.011,
    openAtEnd: 2,
    handshakeTime: { p50: 4.001, p99: 8, max: 8 },
    handshakes: 2,
    refused: { connect: 1 },
    dropped: 2,
    due: 3,
    heard: 2,
    unasked: 0,
    perSecond: [
      { handshakes: 1, dropped: 2 },
      { handshakes: 1, dropped: 0 },
      { handshakes: 0, dropped: 0 },
    ],
    outages: [{ fromSeconds: 0.2, toSeconds: 1.25, dropped: 2 }],
  });
});

test('outages of several processes that overlap are one, and one that lasts has no end', () => {
  const [first, second] = [openedBooks(1), openedBooks(1)];
  first.dropped(1_200);
  second.dropped(1_500);
  first.opened(5, 1_600);
  second.opened(5, 1_700);
  first.dropped(3_000);
  const merged = mergeSockets([first.figures(), null, second.figures()], WINDOW);
  assert.deepEqual(merged?.outages, [
    { fromSeconds: 0.2, toSeconds: 0.7, dropped: 2 },
    { fromSeconds: 2, toSeconds: null, dropped: 1 },
  ]);
  assert.equal(merged.openAtEnd, 1);
});

test('the last second of a window may be shorter, and its rates are those of a whole one', () => {
  const books = openedBooks(1);
  books.dropped(3_100);
  books.opened(5, 3_200);
  assert.deepEqual(mergeSockets([books.figures()], WINDOW)?.perSecond.at(-1), { handshakes: 2, dropped: 2 });
});

test('what lies outside of the window is not counted, and a connection that never opened has no opening', () => {
  const books = new SocketBooks(2, 1);
  books.began(0);
  books.opened(5, 10);
  books.refused('502', 20);
  books.open(WINDOW);
  books.unasked(900);
  books.dropped(4_000);
  const merged = mergeSockets([books.figures()], WINDOW);
  assert.deepEqual(
    [merged?.openingSeconds, merged?.refused, merged?.unasked, merged?.dropped],
    [null, {}, 0, 0],
  );
  assert.equal(mergeSockets([null], WINDOW), null);
});
