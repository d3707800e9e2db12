import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionsNeeded } from './connections-needed.ts';

test('so many requests are under way at the other bound, and some more keep its servers busy', () => {
  const times = { delayMs: 50, serviceMs: 0 };
  assert.deepEqual(connectionsNeeded({ limit: 31_200, ...times, servers: 8 }), {
    least: 1560,
    advised: 1950,
  });
  assert.deepEqual(connectionsNeeded({ limit: 200, ...times, servers: 10 }), { least: 10, advised: 30 });
});
