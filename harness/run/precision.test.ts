import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord, failedTrial } from '../../reports/testing/example-record.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { resolved } from '../dev/testing/resolved.ts';
import type { Trial } from '../records/run.ts';
import { nextBlock } from './plan.ts';

const axes = { workers: [1, 8], policies: ['rr'], proxies: ['none'] };
const { trials } = exampleRecord({ ...axes, trials: 1 });
const { cells } = resolved(axes);
const precision = { relativeHalfWidth: 0.02, maxTrials: 5 };

/** Trials of both cells, with these throughputs each. */
function done(figures: Readonly<Record<string, readonly number[]>>): Trial[] {
  return Object.entries(figures).flatMap(([cell, values]) =>
    values.flatMap((throughput, index) => {
      const example = trials.find((trial) => trial.cell === cell);
      assert.ok(example?.status === 'ok');
      return [{ ...example, trial: index + 1, load: { ...example.load, throughput } }];
    }),
  );
}

const judgedBy = (metric: Scenario['metric']) =>
  cells.map((cell) => ({ ...cell, scenario: { ...cell.scenario, metric } }));

const cellsOf = (block: ReturnType<typeof nextBlock>) => block.map(({ cell }) => cell.id).sort();

test('a precise cell gets no more trials', () => {
  const trialsSoFar = done({ single: [1_000, 1_001, 999], 'cluster-8-rr': [900, 1_000, 1_100] });
  const block = nextBlock(cells, trialsSoFar, precision, 1);
  assert.deepEqual(cellsOf(block), ['cluster-8-rr']);
  assert.deepEqual([block[0]?.trial, block[0]?.order], [4, 7]);
});

test('a single trial has no precision, and the maximum number of trials ends it', () => {
  assert.deepEqual(cellsOf(nextBlock(cells, trials, precision, 1)), ['cluster-8-rr', 'single']);
  const wild = [100, 1_000, 500, 50, 2_000];
  assert.deepEqual(nextBlock(cells, done({ single: wild, 'cluster-8-rr': wild }), precision, 1), []);
});

test('a cell without figures is not tried forever', () => {
  const failed = trials.map((trial) => (trial.status === 'ok' ? failedTrial(trial, 'it fell over') : trial));
  assert.deepEqual(nextBlock(cells, failed, precision, 1), []);
});

test('the scenario’s own metric counts', () => {
  const trialsSoFar = done({ single: [100, 1_000, 500], 'cluster-8-rr': [100, 1_000, 500] });
  assert.deepEqual(nextBlock(judgedBy('p99'), trialsSoFar, precision, 1), []);
});

test('a figure that no trial can have is not asked for again', () => {
  const few = trials.flatMap((trial) =>
    trial.status === 'ok' ? [{ ...trial, load: { ...trial.load, completed: 800 } }] : [],
  );
  assert.deepEqual(nextBlock(judgedBy('p99'), few, precision, 1), []);
});

test('the uncertainty of a search is not narrowed by further trials', () => {
  const searched = (rates: readonly number[]) =>
    done({ single: rates, 'cluster-8-rr': rates }).map((trial, index) => {
      assert.ok(trial.status === 'ok');
      const low = rates[index % rates.length] ?? 0;
      const objective = { percentile: 99, limitMs: 200 };
      return { ...trial, search: { objective, rate: low, low, high: 1.03 * low, steps: [] } };
    });
  const capacity = judgedBy('capacity');
  assert.deepEqual(nextBlock(capacity, searched([1_000, 1_000]), precision, 1), []);
  assert.equal(nextBlock(capacity, searched([900, 1_000]), precision, 1).length, 2);
});
