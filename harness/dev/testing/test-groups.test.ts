import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, processesOf } from './test-groups.ts';

const files = [
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `targets/${name}.test.js`),
  ...['stats/x', 'stats/y', 'stats/z.slow', 'dev/program/p', 'dev/program/q.quiet'].map(
    (name) => `harness/${name}.test.js`,
  ),
  'reports/page/page.browser.test.js',
];

test('each test file belongs to one group', () => {
  const found = Object.values(groups).flatMap((group) => processesOf(group, files).flat());
  assert.deepEqual(found.toSorted(), files.toSorted());
});

test('tests of the program run alone and first; others share processes', () => {
  const [real, pure] = [groups.real, groups.pure].map((group) => group && processesOf(group, files));
  assert.deepEqual(
    real?.map((part) => part.length),
    [1, 6, 2],
  );
  assert.deepEqual(real?.[0], ['harness/dev/program/p.test.js']);
  assert.deepEqual(pure, [['harness/stats/x.test.js', 'harness/stats/y.test.js']]);
});
