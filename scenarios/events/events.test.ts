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

/** Whether every process survives what an event needs. */
function leavesAlive(needs: WindowEvent['needs']): boolean {
  return needs.includes('misbehaveInPrimary');
}

function named(name: string): WindowEvent {
  const found = windowEvents.find((event) => event.name === name);
  assert.ok(found);
  return found;
}

/** Runs an event in a window that begins with it and advances a second per look at the clock. */
function run(name: string, controls: Partial<Controls>, signal = new AbortController().signal) {
  let now = 0;
  const window = { durationSeconds: 0.03, workers: 3, elapsedSeconds: () => now++ };
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

test('a crash that no one replaces lasts, and so does a hang that no one watches for', () => {
  const lasts = (name: string, controls: Partial<Controls>) => named(name).outlasts?.(controls) ?? false;
  assert.deepEqual([lasts('crash', {}), lasts('crash', { whenReplaced: unused })], [true, false]);
  assert.deepEqual([lasts('hang', {}), lasts('hang', { whenSilentReplaced: unused })], [true, false]);
  assert.equal(lasts('deploy', {}), false);
});

test('the end of a target and of a primary are timed', async () => {
  assert.deepEqual(await run('terminate', { terminate: async () => {} }), { seconds: 1 });
  assert.deepEqual(await run('primary-death', { killPrimary: async () => 9 }), { pid: 9, seconds: 1 });
});

test('a crash loop counts the processes that exited, and the time until one stays', async () => {
  const detail = await run('crash-loop', {
    misbehave: async ({ name }) => {
      assert.equal(name, 'crash-loop');
      return { pid: 5, pids: () => [5, 6, 7], end: async () => 7 };
    },
  });
  assert.deepEqual(detail, {
    ...{ pid: 5, newPid: 7, crashes: 2, forksPerSecond: 2 },
    ...{ loopSeconds: 1, fullCapacityAfterSeconds: 1, seconds: 2 },
  });
});

test('a hang ends with the replacement, where something watches; else nothing is waited for', async () => {
  const misbehave = async () => ({ pid: 5, pids: () => [5], end: unused });
  assert.deepEqual(await run('hang', { misbehave }), { hungPid: 5 });
  const whenSilentReplaced = async (instance: number, hungPid: number) => instance + hungPid + 1;
  assert.deepEqual(await run('hang', { misbehave, whenSilentReplaced }), {
    ...{ hungPid: 5, newPid: 6, seconds: 1 },
  });
});

test('a leak ends with the replacement, or with the window', async () => {
  const misbehave = async () => ({ pid: 5, pids: () => [5], end: unused });
  const whenLargeReplaced = async (instance: number, largePid: number) => instance + largePid + 1;
  const detail = await run('leak', { misbehave, whenLargeReplaced });
  assert.deepEqual(detail, { leakingPid: 5, newPid: 6, seconds: 1 });
  const over = new AbortController();
  const never = { misbehave, whenLargeReplaced: () => new Promise<never>(() => {}) };
  const waiting = run('leak', never, over.signal);
  over.abort(new Error('the window is over'));
  await assert.rejects(waiting, /the window is over/);
});

test('a primary computes for a part of the window', async () => {
  let ended = 0;
  const misbehaveInPrimary = async () => ({ pid: 5, pids: () => [5], end: async () => ++ended });
  const detail = await run('busy-primary', { misbehaveInPrimary });
  assert.deepEqual([detail, ended], [{ pid: 5, busyShare: 0.5, seconds: 1 }, 1]);
});

test('what a target that is down refuses is an event’s result', () => {
  for (const { name, expectedFailures = [] } of windowEvents.filter(({ needs }) => !leavesAlive(needs)))
    assert.ok(expectedFailures.includes('connect'), name);
});
