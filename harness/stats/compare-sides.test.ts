import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSides, type Runs } from './compare-sides.ts';
import { mulberry32 } from './mulberry32.ts';

const near = (actual: number | undefined, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const BASE = [100, 104, 97, 101];
const HEAD = [95, 93, 99, 96, 90, 94];
const ASSUMED = { assumedRunSpread: 0.01 };

test('two runs whose spread is that of their trials: Welch on logs, as scipy.stats.ttest_ind has it', () => {
  const found = compareSides([BASE], [HEAD], { assumedRunSpread: 0 });
  near(found?.pValue, 0.015264547);
  near(found?.degreesOfFreedom, 7.0917603);
  near(Math.log1p(found?.interval.low ?? 0), -0.1292845);
  near(Math.log1p(found?.interval.high ?? 0), 0.0059378);
  near(found?.change, Math.exp(found?.logRatio ?? 0) - 1);
});

test('an assumed spread between runs adds to the error of single runs, and no number of trials takes it away', () => {
  const alone = compareSides([BASE], [HEAD], { assumedRunSpread: 0 });
  const assumed = compareSides([BASE], [HEAD], { assumedRunSpread: 0.02 });
  near(assumed?.standardError, Math.hypot(alone?.standardError ?? 0, 0.02 * Math.SQRT2));
  assert.deepEqual(assumed?.runSpread, { value: 0.02, source: 'assumed' });
  const many = Array.from({ length: 10_000 }, (_, trial) => 100 + (trial % 3));
  near(compareSides([many], [many], ASSUMED)?.standardError, 0.01 * Math.SQRT2, 1e-5);
});

test('the other way round the change is the inverse and its p the same', () => {
  const there = compareSides([BASE], [HEAD], ASSUMED);
  const back = compareSides([HEAD], [BASE], ASSUMED);
  near(there?.logRatio, -(back?.logRatio ?? 0));
  near(there?.pValue, back?.pValue ?? 0);
  near(1 + (there?.interval.low ?? 0), 1 / (1 + (back?.interval.high ?? 0)));
});

test('with several runs their own spread counts, not that of thousands of trials', () => {
  const run = (level: number) => Array.from({ length: 100 }, (_, trial) => level * (1 + 0.001 * (trial % 3)));
  const base = [100, 104, 96, 101].map(run);
  const head = [103, 107, 99, 104].map(run);
  const found = compareSides(base, head, ASSUMED);
  assert.equal(found?.runSpread.source, 'measured');
  assert.ok((found?.runSpread.value ?? 0) > 0.025);
  assert.ok((found?.pValue ?? 0) > 0.05);
  assert.ok((compareSides([base.flat()], [head.flat()], ASSUMED)?.pValue ?? 1) < 0.05);
});

test('tonight against the last nights: their spread is that of tonight', () => {
  const nights = [100, 102, 99, 101, 98, 100, 101, 99, 100, 102].map((level) => [
    level,
    level * 1.01,
    level * 0.99,
  ]);
  assert.ok((compareSides(nights, [[100, 101, 99]], ASSUMED)?.pValue ?? 0) > 0.1);
  assert.ok((compareSides(nights, [[94, 95, 93]], ASSUMED)?.pValue ?? 1) < 0.01);
});

test('a run is a run, of however many trials', () => {
  const found = compareSides([[100, 100, 100, 100, 100, 100, 101], [104]], [[100], [104]], ASSUMED);
  near(found?.logRatio, 0, 0.001);
});

test('identical files show no change, and equal figures are rounded ones', () => {
  const same = compareSides([BASE], [BASE], ASSUMED);
  assert.equal(same?.change, 0);
  assert.equal(same?.pValue, 1);
  const equal = compareSides([[100, 100, 100]], [[100, 100, 100]], ASSUMED);
  assert.equal(equal?.pValue, 1);
  assert.ok((equal?.interval.high ?? 0) > 0.02);
  const digit = compareSides([[1000, 1000, 1000]], [[1001, 1001, 1001]], { assumedRunSpread: 0 });
  assert.ok((digit?.pValue ?? 0) > 0.1);
  const runs = compareSides([[100], [100], [100]], [[100], [100], [100]], { assumedRunSpread: 0 });
  assert.equal(runs?.pValue, 1);
});

test('nothing is said without figures, of figures that are none, and of one trial a side', () => {
  for (const [base, head] of [
    [[], [BASE]],
    [[BASE], [[]]],
    [[[100]], [[101]]],
    [[BASE], [[1, 0]]],
    [[BASE], [[1, -1]]],
    [[BASE], [[1, Number.NaN]]],
    [[BASE], [[1, Number.POSITIVE_INFINITY]]],
  ] as readonly [Runs, Runs][]) {
    assert.equal(compareSides(base, head, ASSUMED), null);
  }
  assert.notEqual(compareSides([[100]], [[101, 102]], ASSUMED), null);
  assert.notEqual(compareSides([[100], [101]], [[101]], ASSUMED), null);
});

test('huge and tiny figures are judged by their ratio', () => {
  const scaled = (factor: number) =>
    compareSides([BASE.map((figure) => figure * factor)], [HEAD.map((figure) => figure * factor)], ASSUMED);
  for (const factor of [1e-300, 1e300]) near(scaled(factor)?.pValue, scaled(1)?.pValue ?? 0, 1e-9);
});

test('99 of 100 intervals hold the change, of single runs and of few', () => {
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const side = (runs: number, trials: number, level: number) =>
    Array.from({ length: runs }, () => {
      const luck = 0.01 * normal();
      return Array.from({ length: trials }, () => level * Math.exp(luck + 0.02 * normal()));
    });
  for (const [base, head, trials] of [
    [1, 1, 3],
    [1, 1, 10],
    [2, 2, 3],
    [1, 10, 3],
    [5, 5, 2],
  ] as const) {
    const comparisons = 2_000;
    let missed = 0;
    for (let comparison = 0; comparison < comparisons; comparison++) {
      const found = compareSides(side(base, trials, 100), side(head, trials, 97), ASSUMED);
      if (!found || found.interval.low > -0.03 || found.interval.high < -0.03) missed++;
    }
    assert.ok(missed <= 0.017 * comparisons, `${missed} of ${comparisons} for ${base} + ${head} x ${trials}`);
  }
});
