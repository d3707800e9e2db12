import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import type { LoadFigures } from '../record.ts';
import { latencyAt } from '../stats/latency-at.ts';
import { bisect } from './seek.ts';

const [trial] = exampleRecord({ workers: [1] }).trials;
const example = trial?.status === 'ok' ? trial.load : undefined;

/** A target that keeps p99 at 50 ms up to its capacity, and answers no more than that. */
function target(capacity: number) {
  return async (rate: number): Promise<LoadFigures> => {
    assert.ok(example);
    const sent = Math.round(rate * 2);
    const completed = Math.round(Math.min(rate, capacity) * 2);
    const p99 = rate <= capacity ? 50 : 900;
    return { ...example, sent, completed, throughput: completed / 2, latency: { ...example.latency, p99 } };
  };
}

const objective = { percentile: 99, limitMs: 200 };

test('the capacity lies within the interval that is found, which is 2 % wide', async () => {
  for (const capacity of [37, 800, 3_333, 7_999, 9_500]) {
    const { rate, low, high, steps } = await bisect(objective, 10_000, target(capacity));
    assert.equal(rate, low);
    assert.ok(
      low <= capacity && capacity <= (high ?? Number.POSITIVE_INFINITY),
      `${low} ${capacity} ${high}`,
    );
    if (capacity > 100) assert.ok(((high ?? Number.NaN) - low) / (high ?? 1) <= 0.02);
    assert.ok(steps.length <= 12);
    assert.ok(steps.every((step) => step.kept === step.rate <= capacity));
  }
});

test('where every rate is kept the upper end is not known', async () => {
  const { rate, high } = await bisect(objective, 10_000, target(50_000));
  assert.equal(high, null);
  assert.ok(rate > 10_000, 'up to what a closed loop reached, and its noise');
});

test('where none is kept the rate is 0', async () => {
  const { rate, low, high } = await bisect({ percentile: 99, limitMs: 20 }, 10_000, target(50_000));
  assert.deepEqual([rate, low], [0, 0]);
  assert.ok(high !== null && high < 10);
});

test('a rate that leaves requests unanswered is not kept, however fast the others are; what chance leaves is', async () => {
  const answering = (share: number) => async (rate: number) => {
    const load = await target(50_000)(rate);
    return { ...load, completed: Math.floor(share * load.sent), underWayAtStart: 10, unfinished: 10 };
  };
  const { steps } = await bisect(objective, 10_000, answering(0.95));
  assert.ok(steps.filter(({ rate }) => rate > 500).every(({ kept }) => !kept));
  assert.ok((await bisect(objective, 1_000, answering(0.995))).rate > 1_000);
});

test('a rate that misses by a little is looked at twice', async () => {
  let looks = 0;
  const unlucky = async (rate: number) => {
    looks++;
    const load = await target(50_000)(rate);
    return looks % 2 === 1 ? { ...load, latency: { ...load.latency, p99: 210 } } : load;
  };
  const { rate, steps } = await bisect(objective, 10_000, unlucky);
  assert.ok(rate > 10_000 && looks === 2 * steps.length);
});

test('a percentile that no record holds is refused', () => {
  assert.ok(example);
  assert.equal(latencyAt(example, 99.9), example.latency.p99_9);
  assert.throws(() => latencyAt(example, 42), /percentile 42/);
});
