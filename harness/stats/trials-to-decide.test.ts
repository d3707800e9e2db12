import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparePairs, pairsReach } from './compare-pairs.ts';
import { compareSides } from './compare-sides.ts';
import { pairsToDecide, trialsToDecide } from './trials-to-decide.ts';

const RULE = { alpha: 0.01, minEffect: 0.02, threshold: 0.05 };
const spread = (level: number, trials: number) =>
  Array.from({ length: trials }, (_, trial) => level * (1 + 0.03 * (((2 * trial) % 3) - 1)));

test('the trials that it asks for decide, if estimate and spread stay as they are', () => {
  const more = trialsToDecide({
    ...RULE,
    base: [spread(100, 3)],
    head: [spread(94, 3)],
    assumedRunSpread: 0.01,
  });
  assert.ok(more?.trials && more.runs === null);
  const p = (trials: number) =>
    compareSides([spread(100, trials)], [spread(94, trials)], { assumedRunSpread: 0.01 })?.pValue ?? 1;
  assert.ok(p(3) > 0.01);
  assert.ok(p(3 + 3 * Math.ceil((more?.trials ?? 0) / 3) + 3) <= 0.01);
});

test('if the spread between runs prevents a decision with any number of trials, it asks for runs', () => {
  const more = trialsToDecide({
    ...RULE,
    base: [spread(100, 30)],
    head: [spread(97.5, 30)],
    assumedRunSpread: 0.02,
  });
  assert.ok(more?.trials === null && (more.runs ?? 0) > 1);
});

test('equal sides are decided by an interval within the threshold', () => {
  const state = { ...RULE, base: [spread(100, 3)], head: [spread(100, 3)], assumedRunSpread: 0.005 };
  assert.ok((trialsToDecide(state)?.trials ?? 0) > 0);
  assert.ok(
    (trialsToDecide({ ...state, threshold: 0.03 })?.trials ?? 0) > (trialsToDecide(state)?.trials ?? 0),
  );
});

test('the estimate may move: deciding on no change takes more than an interval as wide as the threshold', () => {
  const equal = { ...RULE, pairs: 6, logRatio: 0, standardError: 0.02 };
  const { trials } = pairsToDecide(equal) ?? {};
  const reach = pairsReach(
    { count: 6 + (trials ?? 0), standardError: 0.02 * Math.sqrt(6 / (6 + (trials ?? 0))) },
    0.01,
  );
  assert.ok(reach < 0.04, `${reach} after ${trials} more`);
});

test('a stricter level, for more cells, takes more', () => {
  const state = { ...RULE, base: [spread(100, 3)], head: [spread(94, 3)], assumedRunSpread: 0.01 };
  assert.ok((trialsToDecide({ ...state, alpha: 0.001 })?.trials ?? 0) > (trialsToDecide(state)?.trials ?? 0));
});

test('an effect at the very threshold is never decided as no change, and one trial per side has no answer', () => {
  const rule = { alpha: 0.01, minEffect: 0.1, threshold: 0.0001, assumedRunSpread: 0.05 };
  assert.equal(trialsToDecide({ ...rule, base: [spread(100, 3)], head: [spread(100, 3)] }), null);
  assert.equal(trialsToDecide({ ...RULE, base: [[1]], head: [[1]], assumedRunSpread: 0.01 }), null);
  assert.equal(trialsToDecide({ ...RULE, base: [], head: [[1]], assumedRunSpread: 0.01 }), null);
});

test('the pairs that it asks for decide', () => {
  const ratios = (pairs: number) =>
    Array.from({ length: pairs }, (_, at) => ({ base: 1, head: Math.exp(-0.03 + 0.03 * ((at % 3) - 1)) }));
  const now = comparePairs(ratios(6));
  assert.ok(now && now.pValue > 0.01);
  const more = pairsToDecide({ ...RULE, pairs: 6, logRatio: now.logRatio, standardError: now.standardError });
  assert.ok(more?.trials && more.runs === null);
  assert.ok((comparePairs(ratios(6 + more.trials + 3))?.pValue ?? 1) <= 0.01);
});
