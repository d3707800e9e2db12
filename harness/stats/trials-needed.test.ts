import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { trialsNeededTable } from '../dev/testing/trials-needed.ts';

test('the page of comparisons has the table of trials needed', () => {
  const table = trialsNeededTable([0.01, 0.02, 0.03, 0.05]);
  const page = readFileSync('docs/compare.md', 'utf8');
  assert.ok(page.includes(`\n${table}\n`), table);
});
