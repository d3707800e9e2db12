import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { comparePairs, type Pair, pairsEvidence, pairsReach } from './compare-pairs.ts';
import { mulberry32 } from './mulberry32.ts';

const near = (actual: number | undefined, expected: number, tolerance: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const pairsOf = (logRatios: readonly number[]): Pair[] =>
  logRatios.map((logRatio) => ({ base: 100, head: 100 * Math.exp(logRatio) }));

function normalFrom(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

test('the evidence is the ratio of likelihoods, integrated over the spread and the prior of the effect', () => {
  const ratios = [0.021, 0.035, 0.012, 0.044, 0.009];
  const mean = ratios.reduce((sum, value) => sum + value) / ratios.length;
  const squares = ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const look = { count: 5, mean, standardError: Math.sqrt(squares / 4 / 5) };
  for (const none of [0, 0.01, -0.02]) {
    const integrated = likelihood(ratios, none, 2) / likelihood(ratios, none, 0);
    near(pairsEvidence(none, look) / integrated, 1, 1e-3);
  }
});

test('the reach is where the evidence is 1 / level', () => {
  for (const count of [5, 8, 30]) {
    const look = { count, mean: 0.03, standardError: 0.004 };
    const reach = pairsReach(look, 0.01);
    near(pairsEvidence(0.03 + reach, look), 100, 1e-6);
    near(pairsEvidence(0.03 - reach, look), 100, 1e-6);
  }
});

test('p is that of the strongest look, and the interval contains 0 only if p is above its level', () => {
  const strong = [0.05, 0.052, 0.049, 0.051, 0.05, 0.048];
  const found = comparePairs(pairsOf(strong));
  assert.ok((found?.pValue ?? 1) < 0.01);
  assert.ok((found?.interval.low ?? 0) > 0);
  const later = comparePairs(pairsOf([...strong, 0.09, 0.01, 0.07, 0.02]));
  assert.equal(later?.pValue, found?.pValue);
  assert.ok((later?.interval.low ?? 0) > 0);
  assert.equal(later?.pairs, 10);
});

const logRatios = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 5, maxLength: 25 });

test('property: more pairs never reduce the evidence, and swapping sides only changes the sign', () => {
  fc.assert(
    fc.property(logRatios, (ratios) => {
      const found = comparePairs(pairsOf(ratios));
      const before = comparePairs(pairsOf(ratios.slice(0, -1)));
      const back = comparePairs(pairsOf(ratios.map((ratio) => -ratio)));
      return (
        found !== null &&
        found.pValue > 0 &&
        found.pValue <= (before?.pValue ?? 1) &&
        found.interval.low < found.interval.high &&
        Math.abs((back?.pValue ?? 0) / found.pValue - 1) < 1e-6 &&
        Math.abs(Math.log1p(back?.interval.low ?? 0) + Math.log1p(found.interval.high)) < 1e-6
      );
    }),
  );
});

test('if looks rule out every change, the interval is that of the last one', () => {
  const moved = [...new Array(12).fill(0.1), ...new Array(60).fill(-0.1)].map(
    (value, at) => value + 0.001 * (at % 3),
  );
  const found = comparePairs(pairsOf(moved));
  assert.ok(found && found.interval.low <= found.change && found.change <= found.interval.high);
});

test('too few pairs, and invalid figures, give no result', () => {
  assert.equal(comparePairs([]), null);
  assert.equal(comparePairs(pairsOf([0.05, 0.05, 0.05])), null);
  assert.notEqual(comparePairs(pairsOf([0.05, 0.05, 0.05, 0.05, 0.05])), null);
  for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.equal(comparePairs([...pairsOf(new Array(9).fill(0)), { base: 100, head: bad }]), null);
});

test('equal figures show no change; equal ratios count as rounded', () => {
  const same = comparePairs(pairsOf(new Array(10).fill(0)));
  assert.equal(same?.pValue, 1);
  assert.equal(same?.change, 0);
  assert.ok((same?.interval.high ?? 1) < 0.01);
  const digit = comparePairs(pairsOf(new Array(10).fill(0.001)));
  assert.ok((digit?.pValue ?? 0) > 0.1);
});

test('at most 1 of 100 sessions without a change claims one at any of 30 looks', () => {
  const normal = normalFrom(mulberry32(1));
  const sessions = 3_000;
  let alarms = 0;
  for (let session = 0; session < sessions; session++) {
    const ratios = Array.from({ length: 30 }, () => 0.02 * normal());
    if ((comparePairs(pairsOf(ratios))?.pValue ?? 1) <= 0.01) alarms++;
  }
  assert.ok(alarms <= 0.01 * sessions, `${alarms} of ${sessions}`);
});

test('a change of 5% is found within 30 pairs that spread by 3%', () => {
  const normal = normalFrom(mulberry32(2));
  let found = 0;
  for (let session = 0; session < 300; session++) {
    const ratios = Array.from({ length: 30 }, () => -0.05 + 0.03 * normal());
    if ((comparePairs(pairsOf(ratios))?.pValue ?? 1) <= 0.01) found++;
  }
  assert.ok(found >= 297, `${found} of 300`);
});

/**
 * likelihood of log ratios about `none`, up to a constant: prior 1 / spread, and effect / spread normal with
 * deviation tau.
 */
function likelihood(ratios: readonly number[], none: number, tau: number): number {
  const steps = 400;
  let total = 0;
  for (let at = 0; at < steps; at++) {
    // Evenly spaced in the logarithm of the spread, as a prior of 1 / spread implies.
    const spread = 0.001 * Math.exp((7 * (at + 0.5)) / steps);
    const given = (effect: number) =>
      Math.exp(
        -ratios.reduce((sum, value) => sum + ((value - none) / spread - effect) ** 2, 0) / 2 -
          ratios.length * Math.log(spread / 0.01),
      );
    if (tau === 0) total += given(0);
    else
      for (let z = -8 + 0.01; z < 8; z += 0.02)
        total += (0.02 * Math.exp((-z * z) / 2) * given(tau * z)) / Math.sqrt(2 * Math.PI);
  }
  return total;
}
