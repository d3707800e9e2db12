import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { closingSummary } from './closing-summary.ts';

test('the summary begins with an empty line, and names the report relative to the working directory', () => {
  const around = { stdout: { isTTY: false }, env: {}, cwd: '/home/ann' };
  const record = exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 });
  const summary = closingSummary(record, '/home/ann/runs/1/report.md', around);
  assert.match(summary, /^\nvariant +req\/s[^]*\n\nreport: runs\/1\/report\.md\n$/);
});
