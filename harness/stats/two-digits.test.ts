import assert from 'node:assert/strict';
import { test } from 'node:test';
import { upToTwoDigits } from './two-digits.ts';

test('counts are rounded up to two digits, small ones to a whole number', () => {
  assert.deepEqual(
    [0, 7, 50, 99.2, 100, 101, 1234, 1300].map(upToTwoDigits),
    [0, 7, 50, 100, 100, 110, 1300, 1300],
  );
});
