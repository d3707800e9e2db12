import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../dev/testing/property-runs.ts';
import { percentileOfBuckets, SecondLatencies } from './second-latencies.ts';

function counted(latencies: readonly number[]) {
  const second = new SecondLatencies();
  for (const latency of latencies) second.record(latency);
  return second.counts();
}

test('a percentile lies within 3.2% and a microsecond of the exact one, over all processes', () => {
  const latency = fc.double({ min: 0, max: 2_000_000, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(latency, { minLength: 1, maxLength: 300 }),
      fc.array(latency, { maxLength: 300 }),
      fc.constantFrom(50, 90, 99, 100),
      (one, other, percent) => {
        const sorted = [...one, ...other].sort((a, b) => a - b);
        const exact = sorted[Math.ceil((percent / 100) * sorted.length - 1e-9) - 1] ?? 0;
        const read = percentileOfBuckets([counted(one), counted(other)], percent) ?? Number.NaN;
        assert.ok(Math.abs(read - exact) <= 0.032 * exact + 0.001, `${read} for ${exact}`);
      },
    ),
    { numRuns: tries(1_000) },
  );
});

test('p99 of 100 latencies is the 99th, and of none there is none', () => {
  const latencies = Array.from({ length: 100 }, (_, at) => (at < 99 ? 0.005 : 100));
  assert.equal(percentileOfBuckets([counted(latencies)], 99), 0.005);
  assert.ok((percentileOfBuckets([counted(latencies)], 100) ?? 0) > 95);
  assert.equal(percentileOfBuckets([counted([])], 99), null);
});
