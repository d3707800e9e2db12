import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { sittingsDiffer } from './sittings-differ.ts';

const cut = (afterTrial: number) => ({ afterTrial, cutAt: null, resumedAt: '2026-03-01T18:00:00.000Z' });

/** Warnings of two variants with three trials each, whose throughput after trial 3 is multiplied by the factor. */
function warnings(factor: number, interruptions = [cut(3)], noise = 0.004) {
  const { plan, cells, trials } = exampleRecord({
    workers: [1, 2],
    policies: ['rr'],
    proxies: ['none'],
    alter: (trial) => {
      const shift = trial.order > 3 ? factor : 1;
      const own = 1 + noise * ((trial.order % 3) - 1);
      return { ...trial, load: { ...trial.load, throughput: 1_000 * shift * own } };
    },
  });
  return sittingsDiffer(plan, cells, trials, interruptions);
}

test('a change that all variants share over the cut is raised, with its size', () => {
  const [warning, ...others] = warnings(0.8);
  assert.deepEqual(others, []);
  assert.equal(warning?.code, 'sittings-differ');
  assert.match(
    warning?.text ?? '',
    /throughput changed together while the run was interrupted after trial 3/,
  );
  assert.ok(Math.abs((warning?.numbers.sittingChange ?? 0) + 0.2) < 0.01, JSON.stringify(warning));
});

test('no change, a small one, one within the spread, and a run without a cut are not', () => {
  assert.deepEqual(warnings(1), []);
  assert.deepEqual(warnings(0.985), []);
  assert.deepEqual(warnings(0.9, [cut(3)], 0.1), []);
  assert.deepEqual(warnings(0.8, []), []);
});

test('each cut is judged by the sittings beside it', () => {
  const found = warnings(0.8, [cut(3), cut(6)]);
  assert.deepEqual(
    found.map(({ text }) => /after trial (\d)/.exec(text)?.[1]),
    ['3'],
  );
});
