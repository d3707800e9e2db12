import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { printClosingSummary } from './closing-summary.ts';

test('the summary begins with an empty line, and names the report relative to the working directory', () => {
  const written: string[] = [];
  const stdout = { write: (text: string) => written.push(text) };
  const record = exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 });
  printClosingSummary(record, '/home/ann/runs/1/report.md', { stdout, env: {}, cwd: '/home/ann' });
  assert.match(written.join(''), /^\nvariant +req\/s[\s\S]*\n\nreport: runs\/1\/report\.md\n$/);
});
