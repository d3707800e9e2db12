import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Controls } from '../../targets/controls.ts';
import type { WindowEvent } from './event.ts';
import { windowEvents } from './index.ts';

const unused = async (): Promise<never> => assert.fail('not needed');

const none: Controls = {
  terminate: unused,
  killWorker: unused,
  killPrimary: unused,
  restart: unused,
  takeOut: unused,
  putBack: unused,
  misbehave: unused,
  misbehaveInPrimary: unused,
  whenLargeReplaced: unused,
};

function named(name: string): WindowEvent {
  const found = windowEvents.find((event) => event.name === name);
  assert.ok(found);
  return found;
}

/** Runs an event in a window that begins with it and advances a second per look at the clock. */
function run(name: string, controls: Partial<Controls>, signal = new AbortController().signal) {
  let now = 0;
  const window = { durationSeconds: 10, workers: 3, elapsedSeconds: () => now++ };
  return named(name).run({ ...none, ...controls }, window, signal);
}

test('a deploy hands the proxy’s controls over, and tells which processes replaced which', async () => {
  const detail = await run('deploy', {
    restart: async (proxy) => {
      assert.equal(proxy?.takeOut, unused);
      return { oldPids: [1, 2], newPids: [3, 4], killed: 1 };
    },
  });
  assert.deepEqual(detail, { forks: 2, oldPids: '1 2', newPids: '3 4', killed: 1, seconds: 1 });
});

test('a deploy says nothing of forced kills where the topology does not show them', async () => {
  const detail = await run('deploy', { restart: async () => ({ oldPids: [], newPids: [], killed: null }) });
  assert.ok(!('killed' in detail));
});

test('a crash hits the last instance, and waits for the one that replaces it', async () => {
  const detail = await run('crash', {
    killWorker: async (instance) => 100 + instance,
    whenReplaced: async (instance, lostPid) => instance + lostPid,
  });
  assert.deepEqual(detail, { instance: 2, pid: 102, newPid: 104, seconds: 1 });
});

test('a crash without a replacement ends with the kill, or with the window', async () => {
  const killWorker = async () => 7;
  assert.deepEqual(await run('crash', { killWorker }), { instance: 2, pid: 7 });
  const over = new AbortController();
  const waiting = run('crash', { killWorker, whenReplaced: () => new Promise(() => {}) }, over.signal);
  over.abort(new Error('the window is over'));
  await assert.rejects(waiting, /the window is over/);
});

test('the end of a target and of a primary are timed', async () => {
  assert.deepEqual(await run('terminate', { terminate: async () => {} }), { seconds: 1 });
  assert.deepEqual(await run('primary-death', { killPrimary: async () => 9 }), { pid: 9, seconds: 1 });
});

test('what a target that is down refuses is an event’s result', () => {
  for (const { name, expectedFailures = [] } of windowEvents)
    assert.ok(expectedFailures.includes('connect'), name);
});
