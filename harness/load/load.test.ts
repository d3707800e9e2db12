import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { encodeHistogram, mergeHistograms, newHistogram, summarizeLatency } from './histogram.ts';
import { splitEvenly } from './load-share.ts';

test('connections are split as evenly as possible, without loss', () => {
  assert.deepEqual(splitEvenly(500, 8), [63, 63, 63, 63, 62, 62, 62, 62]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 64 }), (total, parts) => {
      const shares = splitEvenly(total, parts);
      assert.equal(shares.length, parts);
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        total,
      );
      assert.ok(Math.max(...shares) - Math.min(...shares) <= 1);
    }),
  );
});

test('merged histograms give percentiles of all values, to three digits', () => {
  const values = Array.from({ length: 10_000 }, (_, index) => index + 1); // microseconds
  const parts = [0, 1, 2].map((part) => {
    const histogram = newHistogram();
    for (const value of values) if (value % 3 === part) histogram.recordValue(value);
    return encodeHistogram(histogram);
  });
  const sumMs = values.reduce((sum, value) => sum + value, 0) / 1_000;
  const latency = summarizeLatency(mergeHistograms(parts), { sumMs, maxMs: 10 });
  const expected = { p50: 5, p75: 7.5, p90: 9, p95: 9.5, p99: 9.9, p99_9: 9.99 };
  for (const [name, value] of Object.entries(expected)) {
    const got = latency[name as keyof typeof expected];
    assert.ok(Math.abs(got / value - 1) < 0.001, `${name}: ${got}, not ${value}`);
  }
  assert.equal(latency.mean, 5.0005);
  assert.equal(latency.max, 10);
  assert.equal(mergeHistograms([latency.histogram]).totalCount, 10_000);
});

test('a latency of an hour is recorded', () => {
  const histogram = newHistogram();
  histogram.recordValue(3_600_000_000);
  const { p50 } = summarizeLatency(histogram, { sumMs: 3_600_000, maxMs: 3_600_000 });
  assert.ok(Math.abs(p50 / 3_600_000 - 1) < 0.001);
});
