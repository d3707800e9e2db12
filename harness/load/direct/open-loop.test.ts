import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonicMs } from '../../observe/clock.ts';
import { Ledger } from '../ledger.ts';
import type { Connection } from './connection.ts';
import { openLoop } from './open-loop.ts';
import type { Schedule } from './schedule.ts';

/** A connection that takes note of what it is told to send, and answers when the test says so. */
function fakeConnection() {
  const sent: number[] = [];
  return { sent, connection: { send: (dueMs: number) => sent.push(dueMs) } as unknown as Connection };
}

function scheduleOf(instants: readonly number[]): Schedule {
  let index = 0;
  return {
    get nextMs() {
      return instants[index] ?? Number.POSITIVE_INFINITY;
    },
    advance: () => {
      index++;
    },
  };
}

test('what is due goes out on connections that take turns, and waits where none is free', (context) => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  context.after(() => loop.follow(scheduleOf([])));
  const [one, other] = [fakeConnection(), fakeConnection()];
  for (const { connection } of [one, other]) loop.free(connection, 0);
  const dueMs = monotonicMs() - 100;
  const due = [0, 1, 2, 3].map((index) => dueMs + index);
  loop.follow(scheduleOf(due));
  assert.deepEqual([one.sent, other.sent], [[due[0]], [due[1]]]);
  assert.equal(loop.waiting, 2);
  assert.equal(ledger.underWay, 4, 'who waits is under way');
  loop.free(other.connection, 0);
  assert.deepEqual(other.sent, [due[1], due[2]], 'first come, first served, with the time since it was due');
  loop.free(one.connection, 0);
  loop.free(one.connection, 0);
  assert.equal(loop.waiting, 0);
});

test('who waits longer than the timeout is given up', () => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  const nowMs = monotonicMs();
  ledger.open({ fromMs: nowMs - 1_000, toMs: nowMs + 1_000 });
  loop.follow(scheduleOf([nowMs - 30, nowMs - 20, nowMs - 10]));
  loop.expire(nowMs - 15, nowMs);
  loop.follow(scheduleOf([]));
  const { errors, sent } = ledger.figures();
  assert.equal(errors.timeout, 2);
  assert.equal(sent, 2, 'the third was taken back with the schedule');
  assert.equal(ledger.underWay, 0);
});

test('arrivals come when they are due, and not before', async () => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  const sent: number[] = [];
  const fromMs = monotonicMs();
  const due = [1, 2.5, 7, 7.25, 20].map((ms) => fromMs + ms);
  await new Promise<void>((resolve) => {
    const connection = {
      send: (dueMs: number) => {
        assert.ok(monotonicMs() >= dueMs);
        sent.push(dueMs);
        loop.free(connection, monotonicMs());
        if (sent.length === due.length) resolve();
      },
    } as unknown as Connection;
    loop.free(connection, fromMs);
    loop.follow(scheduleOf(due));
    // The loop itself keeps nothing alive.
    const alive = setInterval(() => sent.length === due.length && clearInterval(alive), 10);
  });
  loop.follow(scheduleOf([]));
  assert.deepEqual(sent, due);
});
