import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { watchGc } from './gc.ts';

setFlagsFromString('--expose-gc');
const collect: (options?: object) => void = runInNewContext('gc');

test('each collection between start and end counts, with its time', async () => {
  collect();
  const watch = watchGc();
  const before = performance.now();
  for (let time = 0; time < 5; time++) collect();
  const tookMs = performance.now() - before;
  const ending = watch.end();
  collect();
  const { gcCount, gcSeconds } = await ending;
  assert.ok(gcCount >= 5, `${gcCount} collections`);
  assert.ok(gcSeconds > 0 && gcSeconds * 1_000 <= tookMs, `${gcSeconds} s of ${tookMs} ms`);
  const one = watchGc();
  collect();
  const { gcCount: ofOne } = await one.end();
  assert.equal(gcCount, 5 * ofOne, 'neither the one before it nor the one after it');
});

test('a watch without collections reports none', async () => {
  assert.deepEqual(await watchGc().end(), { gcSeconds: 0, gcCount: 0 });
});
