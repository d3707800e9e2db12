import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity, exampleRecord, steadyRate } from '../../reports/testing/example-record.ts';
import { scenarios } from '../../scenarios/index.ts';
import { loadWith } from '../dev/testing/figures.ts';
import { resolved } from '../dev/testing/resolved.ts';
import { bisect } from '../load/seek.ts';
import { knownMaxima } from './known-maxima.ts';

const rate = { kind: 'share', share: 0.7 } as const;
const plan = (scenario: string) =>
  resolved({
    workers: [1],
    proxies: ['none'],
    rate,
    scenarios: scenarios.filter(({ name }) => name === scenario),
  });

test('a rate at a share of the maximum tells the maximum, so that later trials have the same rate', () => {
  const { cells, config } = plan('steady-rate');
  const { trials } = exampleRecord({
    workers: [1],
    proxies: ['none'],
    scenarios: [steadyRate],
    offeredRate: 700,
  });
  assert.deepEqual([...knownMaxima(cells, config, trials)], [['single', 700 / 0.7]]);
  assert.equal(knownMaxima(cells, { ...config, rate: { kind: 'absolute', perSecond: 700 } }, trials).size, 0);
  assert.equal(knownMaxima(cells, config, []).size, 0);
});

test('a search tells the maximum that it began with', async () => {
  const { cells, config } = plan('capacity');
  const { objective } = config;
  const search = await bisect(objective, 1_000, async () => loadWith({}));
  const { trials } = exampleRecord({
    workers: [1],
    proxies: ['none'],
    scenarios: [capacity],
    alter: (trial) => ({ ...trial, search }),
  });
  assert.deepEqual([...knownMaxima(cells, config, trials)], [['single', 1_000]]);
});

test('a closed loop has none', () => {
  const { cells, config } = plan('saturate');
  const { trials } = exampleRecord({ workers: [1], proxies: ['none'] });
  assert.equal(knownMaxima(cells, config, trials).size, 0);
});
