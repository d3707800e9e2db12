import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chiSquareOnceInThousand } from './student-t.ts';

test('the value that is exceeded once in a thousand times matches the tables', () => {
  const table = { 1: 10.828, 3: 16.266, 7: 24.322, 15: 37.697, 31: 61.098 };
  for (const [degrees, value] of Object.entries(table)) {
    const ratio = chiSquareOnceInThousand(Number(degrees)) / value;
    assert.ok(Math.abs(ratio - 1) < (degrees === '1' ? 0.031 : 0.02), `${degrees}: ${ratio}`);
  }
});
