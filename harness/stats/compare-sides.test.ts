import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { ASSUMED } from '../dev/testing/side-values.ts';
import { compareSides, type Runs } from './compare-sides.ts';

const near = (actual: number | undefined, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const BASE = [100, 104, 97, 101];

const HEAD = [95, 93, 99, 96, 90, 94];

test('two runs whose spread is that of their trials: Welch on logs, as in scipy.stats.ttest_ind', () => {
  const found = compareSides([BASE], [HEAD.slice(0, 4)], { assumedRunSpread: 0 });
  near(found?.pValue, 0.047238978);
  near(found?.degreesOfFreedom, 5.9419377);
  near(Math.log1p(found?.interval.low ?? 0), -0.1205192);
  near(Math.log1p(found?.interval.high ?? 0), 0.0237951);
  near(found?.change, Math.exp(found?.logRatio ?? 0) - 1);
});

test('few trials that agree by chance do not borrow the degrees of freedom of many', () => {
  const found = compareSides([BASE], [HEAD], { assumedRunSpread: 0 });
  near(found?.degreesOfFreedom, (1 / 4 + 1 / 6) ** 2 / (1 / 16 / 3 + 1 / 36 / 5));
  near(found?.pValue, 0.016875943); // Welch gives .015264547.
});

test('the spread of a single trial is taken from the other side', () => {
  const found = compareSides([[100]], [[94, 95.5, 93]], { assumedRunSpread: 0 });
  assert.equal(found?.degreesOfFreedom, 2);
  near(found?.pValue, 0.059787365);
});

const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

const runsOf = fc.array(fc.array(positive, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });

test('property: p is a probability, the interval contains the change, and excludes 0 exactly if p is below .01', () => {
  fc.assert(
    fc.property(runsOf, runsOf, (base, head) => {
      const found = compareSides(base, head, ASSUMED);
      if (found === null) return base.flat().length + head.flat().length === 2;
      const { low, high } = found.interval;
      const excluded = low > 0 || high < 0;
      return (
        found.pValue >= 0 &&
        found.pValue <= 1 &&
        low <= found.change &&
        found.change <= high &&
        found.degreesOfFreedom > 0 &&
        (excluded === found.pValue < 0.01 || Math.abs(found.pValue - 0.01) < 1e-6)
      );
    }),
  );
});

test('property: the unit does not matter, and swapping sides only changes the sign', () => {
  fc.assert(
    fc.property(runsOf, runsOf, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (base, head, unit) => {
      const scaled = (runs: Runs) => runs.map((run) => run.map((figure) => figure * unit));
      const found = compareSides(base, head, ASSUMED);
      const alike = [compareSides(scaled(base), scaled(head), ASSUMED), compareSides(head, base, ASSUMED)];
      return alike.every(
        (other) =>
          (other === null) === (found === null) &&
          Math.abs((other?.pValue ?? 1) - (found?.pValue ?? 1)) < 1e-6 &&
          Math.abs((other?.standardError ?? 0) - (found?.standardError ?? 0)) < 1e-6,
      );
    }),
  );
});

test('an assumed spread between runs adds to the error of single runs, however many trials they have', () => {
  const alone = compareSides([BASE], [HEAD], { assumedRunSpread: 0 });
  const assumed = compareSides([BASE], [HEAD], { assumedRunSpread: 0.02 });
  near(assumed?.standardError, Math.hypot(alone?.standardError ?? 0, 0.02 * Math.SQRT2));
  assert.deepEqual(assumed?.runSpread, { value: 0.02, source: 'assumed' });
  const many = Array.from({ length: 10_000 }, (_, trial) => 100 + (trial % 3));
  near(compareSides([many], [many], ASSUMED)?.standardError, 0.01 * Math.SQRT2, 1e-5);
});

test('with sides swapped the change is the inverse and p is the same', () => {
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
  assert.ok((found?.standardError ?? 0) > 0.02);
});

test('trials of single runs that drift imply that runs would, too', () => {
  const walk = (from: number) => Array.from({ length: 12 }, (_, trial) => from * 1.01 ** trial);
  const found = compareSides([walk(100)], [walk(112)], ASSUMED);
  assert.equal(found?.runSpread.source, 'assumed', 'the spread of runs alone');
  assert.ok((found?.pValue ?? 0) > 0.05);
  const mixed = (from: number) => walk(from).map((_, trial) => from * 1.01 ** ((5 * trial) % 12));
  assert.ok((compareSides([mixed(100)], [mixed(112)], ASSUMED)?.pValue ?? 1) < 0.001);
});

test('tonight against the last nights: their spread applies to tonight', () => {
  const nights = [100, 102, 99, 101, 98, 100, 101, 99, 100, 102].map((level) => [
    level,
    level * 1.01,
    level * 0.99,
  ]);
  assert.ok((compareSides(nights, [[100, 101, 99]], ASSUMED)?.pValue ?? 0) > 0.1);
  assert.ok((compareSides(nights, [[94, 95, 93]], ASSUMED)?.pValue ?? 1) < 0.01);
});

test('a run counts once, however many trials it has', () => {
  const found = compareSides([[100, 100, 100, 100, 100, 100, 101], [104]], [[100], [104]], ASSUMED);
  near(found?.logRatio, 0, 0.001);
});

test('identical runs show no change, and equal figures count as rounded', () => {
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

test('there is no result without figures, with invalid figures, or with one trial per side', () => {
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
