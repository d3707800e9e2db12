/** Two subjects for real: one measured in a single process, one that starts a worker. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureMicro } from './micro.ts';

test('each subject has its own figures, in order', async () => {
  const reported: string[] = [];
  const { figures, failures } = await measureMicro([{ kind: 'json' }, { kind: 'handles' }], {
    timeMs: 1,
    onSubject: ({ kind }) => reported.push(kind),
    signal: new AbortController().signal,
  });
  assert.deepEqual(failures, []);
  assert.deepEqual(reported, ['json', 'handles']);
  assert.deepEqual(
    figures.map(({ id }) => id),
    ['json-stringify', 'json-parse', 'connection-accepted', 'connection-passed'],
  );
  for (const { id, medianUs, samples } of figures) assert.ok(medianUs > 0 && samples >= 30, id);
});
