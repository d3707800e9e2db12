import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonShift } from './common-shift.ts';
import { mulberry32 } from './mulberry32.ts';

test('groups with levels of their own that all shift by 2 have a shift of 2', () => {
  const found = commonShift([
    { before: [10, 11], after: [12, 13] },
    { before: [100, 101], after: [102, 103] },
  ]);
  assert.ok(found);
  assert.equal(found.shift, 2);
  // Residuals 4 × 0.5² + 4 × 0.5² = 2 over 5 degrees of freedom; weights 1 + 1: t = 2 / sqrt(0.4 / 2) = 4.472.
  assert.ok(Math.abs(found.pValue - 0.00657) < 1e-4, String(found.pValue));
});

test('one group gives the two-sample test with equal variances', () => {
  const found = commonShift([{ before: [1, 2, 3], after: [2, 3, 4] }]);
  // Pooled variance 1, t = 1 / sqrt(2 / 3) = 1.2247, 4 degrees of freedom.
  assert.ok(Math.abs((found?.pValue ?? 0) - 0.28786) < 1e-4);
});

test('groups on one side alone tell nothing, and too few values are not judged', () => {
  assert.equal(commonShift([{ before: [1, 2, 3], after: [] }]), null);
  assert.equal(commonShift([{ before: [1, 2], after: [5] }]), null);
  assert.equal(commonShift([]), null);
});

test('without a shift, one in a hundred p-values is below 1%', () => {
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = (count: number) => Array.from({ length: count }, normal);
  const runs = 4_000;
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const groups = [3, 2, 1].map((count) => ({ before: values(count), after: values(4 - count) }));
    if ((commonShift(groups)?.pValue ?? 1) < 0.01) found++;
  }
  assert.ok(Math.abs(found / runs - 0.01) < 0.005, `${found} of ${runs}`);
});
