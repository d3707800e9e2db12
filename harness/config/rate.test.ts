import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectiveOf, rateOf } from './limits.ts';

const given = (text: string) => ({ texts: [text], origin: '--flag', folder: '/' });

test('a rate is a number per second, or a share of the maximum', () => {
  assert.deepEqual(rateOf(given('5000')), { kind: 'absolute', perSecond: 5_000 });
  assert.deepEqual(rateOf(given('80%')), { kind: 'share', share: 0.8 });
  for (const text of ['0', '-1', 'fast', '0%', '101%', '%', '1e9%', '5000/s']) {
    assert.throws(() => rateOf(given(text)), /^UsageError: --flag takes/, text);
  }
});

test('an objective is a percentile and a limit', () => {
  assert.deepEqual(objectiveOf(given('p99<200')), { percentile: 99, limitMs: 200 });
  assert.deepEqual(objectiveOf(given('P99.9 < 1.5s')), { percentile: 99.9, limitMs: 1_500 });
  for (const text of ['p99', '200', 'p98<200', 'p99>200', 'p99<0', 'p99<fast', 'mean<5']) {
    assert.throws(() => objectiveOf(given(text)), /^UsageError: --flag takes/, text);
  }
});
