/** Work that holds the event loop, and the same work on a thread. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveApp } from '../../../harness/dev/testing/served-app.ts';
import { builtInApps } from '../index.ts';
import { openBlocking } from './index.ts';

/** Follows the event loop's turns while an action runs. */
async function turnsDuring<Result>(action: () => Promise<Result>) {
  let [turns, longestMs, lastMs] = [0, 0, performance.now()];
  let next: NodeJS.Immediate;
  const turn = () => {
    const nowMs = performance.now();
    turns++;
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  const result = await action();
  await new Promise((resolve) => setImmediate(resolve));
  clearImmediate(next);
  return { result, turns, longestMs };
}

test('on the loop, nothing else runs for as long as the response says', async () => {
  const block = await openBlocking({});
  const { result, longestMs } = await turnsDuring(() => block(new URLSearchParams({ work: 'json' })));
  const { work, tookMs } = result.body as { work: string; tookMs: number };
  assert.deepEqual([result.status, work], [200, 'json']);
  assert.ok(longestMs >= tookMs, `${longestMs} ms of ${tookMs} ms`);
});

test('on a thread, the event loop stays free', async () => {
  const block = await openBlocking({ BLOCKING: 'threads' });
  const { result, turns } = await turnsDuring(() => block(new URLSearchParams({ work: 'bcrypt' })));
  assert.deepEqual([result.status, (result.body as { work: string }).work], [200, 'bcrypt']);
  assert.ok(turns > 50, `${turns} turns`);
});

for (const app of builtInApps) {
  test(`${app.name} refuses an unknown work`, async (context) => {
    const served = await serveApp(context, app, {});
    const { status, body } = await served.get('/blocking?work=sleep');
    assert.deepEqual([status, body], [400, { error: 'work takes json, bcrypt, not "sleep"' }]);
  });
}

test('an unknown place is refused', async () => {
  await assert.rejects(openBlocking({ BLOCKING: 'moon' }), /BLOCKING takes loop, threads, not "moon"/);
});
