import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healthyFigures, loadWith } from '../dev/testing/figures.ts';
import type { MemoryFigures } from '../records/run.ts';
import { memoryGrows } from './diagnostics/memory-grows.ts';

const MB = 1e6;

interface Made {
  readonly windowSeconds?: number;
  readonly slope: Partial<NonNullable<MemoryFigures['slope']>>;
}

/** Two workers of 50 MB. */
function found({ windowSeconds = 600, slope }: Made) {
  const bytes = Array.from({ length: 20 }, () => 50 * MB);
  return memoryGrows.find(
    healthyFigures({
      load: loadWith({ windowSeconds }),
      memory: {
        beforeLoadBytes: null,
        atSeconds: bytes.map((_, index) => (index * windowSeconds) / 19),
        processes: [0, 1].map((instance) => ({ pid: instance + 1, instance, role: 'worker', bytes })),
        slope: { bytesPerHour: 0, low: -MB, high: MB, firstHalfBytesPerHour: 0, ...slope },
      },
    }),
  );
}

const leak = { bytesPerHour: 120 * MB, low: 100 * MB, high: 140 * MB, firstHalfBytesPerHour: 130 * MB };

test('growth that is certain, large and persistent is reported', () => {
  assert.deepEqual(found({ slope: leak })?.numbers, {
    residentBytes: 100 * MB,
    growth: 120 * MB,
    growthLow: 100 * MB,
    growthHigh: 140 * MB,
  });
});

test('growth that may be chance, is small, fades, or was seen for too short a time is not', () => {
  assert.equal(found({ slope: { ...leak, low: -1 } }), null);
  assert.equal(found({ slope: { ...leak, bytesPerHour: 50 * MB, low: 40 * MB } }), null);
  assert.equal(found({ slope: { ...leak, firstHalfBytesPerHour: 300 * MB } }), null);
  assert.equal(found({ windowSeconds: 59, slope: { ...leak, bytesPerHour: 10_000 * MB } }), null);
  assert.equal(memoryGrows.find(healthyFigures({ memory: null })), null);
});
