import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slowestLines } from './slowest.ts';

test('the slowest tests are listed with their files, slowest first', () => {
  const timed = [
    { name: 'quick', file: `${process.cwd()}/dist/a.test.js`, seconds: 0.04 },
    { name: 'slow', file: `${process.cwd()}/dist/b.test.js`, seconds: 12.34 },
    ...Array.from({ length: 9 }, () => ({ name: 'usual', file: 'c', seconds: 1 })),
  ];
  const lines = slowestLines(timed);
  assert.equal(lines.length, 11);
  assert.equal(lines[1], '  12.3 s  dist/b.test.js: slow\n');
  assert.ok(!lines.join('').includes('quick'));
});
