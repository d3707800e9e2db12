import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonicMs } from '../../host/clock.ts';
import { mergeHistograms } from '../histogram.ts';
import { Ledger } from '../ledger.ts';
import { openLoop } from './open-loop.ts';
import type { Schedule } from './schedule.ts';

/** A fake session of an open loop. */
function sessionOf(beginDue: (dueMs: number) => void) {
  return { beginDue, begin: () => assert.fail('an open loop begins what is due') };
}

/** A fake session that records when its iterations were due, and is free when the test says so. */
function fakeSession() {
  const sent: number[] = [];
  return { sent, session: sessionOf((dueMs) => sent.push(dueMs)) };
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

test('due requests go out on connections in turn, and wait if none is free', (context) => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  context.after(() => loop.follow(scheduleOf([])));
  const [one, other] = [fakeSession(), fakeSession()];
  for (const { session } of [one, other]) loop.free(session, 0);
  const dueMs = monotonicMs() - 100;
  const due = [0, 1, 2, 3].map((index) => dueMs + index);
  loop.follow(scheduleOf(due));
  assert.deepEqual([one.sent, other.sent], [[due[0]], [due[1]]]);
  assert.equal(loop.waiting, 2);
  assert.equal(ledger.inFlight, 4, 'a waiting request is in flight');
  loop.free(other.session, 0);
  assert.deepEqual(other.sent, [due[1], due[2]], 'first come, first served, each with its due time');
  loop.free(one.session, 0);
  loop.free(one.session, 0);
  assert.equal(loop.waiting, 0);
});

test('after a stop nothing is due, and waiting requests count as never sent', () => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  const dueMs = monotonicMs() - 100;
  loop.follow(scheduleOf([dueMs, dueMs + 1]));
  assert.deepEqual([loop.waiting, ledger.inFlight], [2, 2]);
  loop.stop();
  loop.catchUp();
  assert.deepEqual([loop.waiting, ledger.inFlight], [0, 0]);
});

/** A clock that only advances while a request is sent, and a loop whose connections are free again at once. */
function slowlySending({ nowMs, sendMs }: { nowMs: number; sendMs: number }) {
  const ledger = new Ledger();
  ledger.open({ fromMs: 0, toMs: 1_000 });
  const loop = openLoop(ledger, () => nowMs);
  const sent: number[] = [];
  const session = sessionOf((dueMs) => {
    assert.ok(sent.push(dueMs) < 1_000, 'the burst ends');
    nowMs += sendMs;
    loop.free(session, nowMs);
  });
  loop.free(session, nowMs);
  return { ledger, loop, sent };
}

test('after a stall each request’s delay includes the sends before it, and its latency counts from when it was due', () => {
  const { ledger, loop, sent } = slowlySending({ nowMs: 1, sendMs: 0.1 });
  loop.follow(scheduleOf([0, 0.05, 0.1, 0.15]));
  loop.follow(scheduleOf([]));
  const delays = mergeHistograms([ledger.figures().sendDelays]);
  const late = [25, 50, 75, 100].map((percent) => delays.getValueAtPercentile(percent));
  assert.deepEqual(late, [1_000, 1_050, 1_100, 1_150], 'microseconds');
  assert.deepEqual(sent, [0, 0.05, 0.1, 0.15]);
});

test('requests that fall due during a burst wait for the next turn, so that responses are read in between', () => {
  const { loop, sent } = slowlySending({ nowMs: 1, sendMs: 0.5 });
  let dueMs = 0;
  // Twice as fast as requests can be sent.
  const endless = {
    get nextMs() {
      return dueMs;
    },
    advance: () => {
      dueMs += 0.25;
    },
  };
  loop.follow(endless);
  assert.deepEqual(sent, [0, 0.25, 0.5, 0.75, 1]);
  loop.follow(scheduleOf([]));
});

test('a request that waits longer than the timeout is given up', () => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  const nowMs = monotonicMs();
  ledger.open({ fromMs: nowMs - 1_000, toMs: nowMs + 1_000 });
  loop.follow(scheduleOf([nowMs - 30, nowMs - 20, nowMs - 10]));
  loop.expire(nowMs - 15, nowMs);
  loop.follow(scheduleOf([]));
  const { errors, sent } = ledger.figures();
  assert.equal(errors.timeout, 2);
  assert.equal(sent, 2, 'the third was retracted with the schedule');
  assert.equal(ledger.inFlight, 0);
});

test('arrivals come when they are due, and not before', async () => {
  const ledger = new Ledger();
  const loop = openLoop(ledger);
  const sent: number[] = [];
  const fromMs = monotonicMs();
  const due = [1, 2.5, 7, 7.25, 20].map((ms) => fromMs + ms);
  await new Promise<void>((resolve) => {
    const session = sessionOf((dueMs) => {
      assert.ok(monotonicMs() >= dueMs);
      sent.push(dueMs);
      loop.free(session, monotonicMs());
      if (sent.length === due.length) resolve();
    });
    loop.free(session, fromMs);
    loop.follow(scheduleOf(due));
    // The loop itself keeps no process alive.
    const alive = setInterval(() => sent.length === due.length && clearInterval(alive), 10);
  });
  loop.follow(scheduleOf([]));
  assert.deepEqual(sent, due);
});
