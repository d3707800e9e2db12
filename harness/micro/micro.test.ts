/** Two subjects for real: one that a process of its own measures alone, one that starts a worker. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureMicro } from './micro.ts';

test('each subject has its figures, in order, and nobody else’s', async () => {
  const told: string[] = [];
  const { figures, failures } = await measureMicro([{ kind: 'json' }, { kind: 'handles' }], {
    timeMs: 1,
    onSubject: ({ kind }) => told.push(kind),
    signal: new AbortController().signal,
  });
  assert.deepEqual(failures, []);
  assert.deepEqual(told, ['json', 'handles']);
  assert.deepEqual(
    figures.map(({ id }) => id),
    ['json-stringify', 'json-parse', 'connection-accepted', 'connection-passed'],
  );
  for (const { id, medianUs, samples } of figures) assert.ok(medianUs > 0 && samples >= 30, id);
});
