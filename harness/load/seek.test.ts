import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import type { LoadFigures } from '../records/run.ts';
import { latencyAt } from '../stats/percentiles.ts';
import { encodeHistogram, newHistogram } from './histogram.ts';
import { bisect } from './seek.ts';

const [trial] = exampleRecord({ workers: [1] }).trials;
const example = trial?.status === 'ok' ? trial.load : undefined;

/** A target that keeps p99 at 50 ms up to its capacity, and completes no more than that. */
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

test('the capacity lies within the interval found, which is 2% wide', async () => {
  for (const capacity of [37, 800, 3_333, 7_999, 9_500, 10_400, 14_000, 24_000]) {
    const { rate, low, high, steps } = await bisect(objective, 10_000, target(capacity));
    assert.equal(rate, low);
    assert.ok(
      low <= capacity && capacity <= (high ?? Number.POSITIVE_INFINITY),
      `${low} ${capacity} ${high}`,
    );
    if (capacity > 100) assert.ok(((high ?? Number.NaN) - low) / (high ?? 1) <= 0.02);
    assert.ok(steps.length <= 16);
    assert.ok(steps.every((step) => step.kept === step.rate <= capacity));
  }
});

test('if every rate is kept, the upper end is unknown', async () => {
  const { rate, high, steps } = await bisect(objective, 10_000, target(1e6));
  assert.equal(high, null);
  assert.ok(rate > 100_000 && steps.length === 16, 'as high as the steps allow');
});

test('if no rate is kept, the rate is 0', async () => {
  const { rate, low, high } = await bisect({ percentile: 99, limitMs: 20 }, 10_000, target(50_000));
  assert.deepEqual([rate, low], [0, 0]);
  assert.ok(high !== null && high < 10);
});

test('a rate that leaves requests unanswered is not kept, however fast the others are; a few left by chance are tolerated', async () => {
  const answering = (share: number) => async (rate: number) => {
    const load = await target(50_000)(rate);
    return { ...load, completed: Math.floor(share * load.sent), inFlightAtStart: 10, unfinished: 10 };
  };
  const { steps } = await bisect(objective, 10_000, answering(0.95));
  assert.ok(steps.filter(({ rate }) => rate > 500).every(({ kept }) => !kept));
  assert.ok((await bisect(objective, 1_000, answering(0.995))).rate > 1_000);
});

test('a rate close to the limit is measured for as long as the window, and that result decides', async () => {
  const seen = async (shortMs: number, wholeMs: number) => {
    const looks: string[] = [];
    const { rate } = await bisect(objective, 10_000, async (rate, look) => {
      looks.push(look);
      const load = await target(1e6)(rate);
      return { ...load, latency: { ...load.latency, p99: look === 'short' ? shortMs : wholeMs } };
    });
    return [rate > 0, looks.slice(0, 2)];
  };
  assert.deepEqual(await seen(210, 50), [true, ['short', 'full']]);
  assert.deepEqual(await seen(190, 300), [false, ['short', 'full']]);
  assert.deepEqual(await seen(150, 300), [true, ['short', 'short']]);
  assert.deepEqual(await seen(260, 50), [false, ['short', 'short']]);
});

test('a queue that grows too slowly for a short look is found by a full look before the search ends', async () => {
  // Above 8,000 per second the latency grows with the length of the look; far above, even short looks see it.
  const { rate, high } = await bisect(objective, 10_000, async (rate, look) => {
    const load = await target(1e6)(rate);
    const p99 = rate <= 8_000 ? 50 : look === 'short' && rate < 11_000 ? 120 : 900;
    return { ...load, latency: { ...load.latency, p99 } };
  });
  assert.ok(rate <= 8_000 && rate > 7_800, `${rate}`);
  assert.ok(high !== null && high > 8_000 && high < 8_200, `${high}`);
});

test('a failed request counts as the slowest: a rate with 0.8% failed and 0.8% slow requests does not keep a p99', async () => {
  const histogram = newHistogram();
  for (let value = 1; value <= 992; value++) histogram.recordValue(value <= 984 ? 50_000 : 900_000);
  const failing = (non2xx: number) => async () => {
    assert.ok(example);
    const latency = { ...example.latency, p99: 50, histogram: encodeHistogram(histogram) };
    const errors = { ...example.errors, non2xx };
    return {
      ...example,
      sent: 992 + non2xx,
      completed: 992,
      inFlightAtStart: 0,
      unfinished: 0,
      errors,
      latency,
    };
  };
  assert.ok((await bisect(objective, 1_000, failing(0))).rate > 1_000);
  const { rate, steps } = await bisect(objective, 1_000, failing(8));
  assert.deepEqual([rate, Math.round(steps[0]?.latencyMs ?? 0)], [0, 900]);
  assert.equal(
    (await bisect(objective, 1_000, failing(11))).steps[0]?.latencyMs,
    null,
    'the percentile falls on a failed request',
  );
});

test('a percentile that no record holds is refused', () => {
  assert.ok(example);
  assert.equal(latencyAt(example, 99.9), example.latency.p99_9);
  assert.throws(() => latencyAt(example, 42), /percentile 42/);
});
