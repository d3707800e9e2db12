import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apportioned } from './apportion.ts';
import { perWorkerNetwork } from './closed-network.ts';
import { connectionsNeeded } from './connections-needed.ts';

test('the least number is in flight at the other limit, and the advised number keeps its servers busy', () => {
  const times = { delayMs: 50, serviceMs: 0 };
  assert.deepEqual(connectionsNeeded({ limit: 31_200, ...times, servers: 8 }), {
    least: 1560,
    advised: 1950,
  });
  assert.deepEqual(connectionsNeeded({ limit: 200, ...times, servers: 10 }), { least: 10, advised: 30 });
});

test('with the advised number, separate queues lose less than 1%, and no server is left out', () => {
  for (const servers of [1, 2, 8, 64]) {
    for (const delayMs of [0, 1, 3, 10, 56, 600]) {
      const limit = servers * 1000;
      const needed = connectionsNeeded({ limit, delayMs, serviceMs: 1, servers });
      const connectionsEach = apportioned(needed.advised, new Array(servers).fill(1));
      const { throughput } = perWorkerNetwork({ connectionsEach, delayMs, serviceMs: 1 });
      assert.ok(throughput > 0.99 * limit, `${servers} servers, ${delayMs} ms: ${throughput / limit}`);
      assert.ok(limit <= 0.8 * ((needed.advised * 1000) / (delayMs + 1)));
    }
  }
});
