import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLabels } from '../../harness/dev/testing/labelled.ts';
import { groupResults } from '../groups.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { exampleRecord } from '../testing/example-record.ts';
import { labelsSection } from './labels.ts';

const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 } as const;

test('each label has a row for each variant, with its own figures', () => {
  const [group] = groupResults(exampleRecord({ ...small, alter: withLabels }));
  assert.ok(group);
  const text = renderMarkdown(labelsSection(group));
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  assert.deepEqual(
    rows.map((row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    ),
    [
      ['`list`', '`single`'],
      ['`list`', '`cluster-2-rr`'],
      ['`create`', '`single`'],
      ['`create`', '`cluster-2-rr`'],
    ],
  );
  const [list, , create] = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  const p50 = (cells: readonly string[] | undefined) => Number(cells?.[7]);
  assert.ok(Math.abs(p50(create) / p50(list) - 2) < 0.01, rows.join('\n'));
});

test('requests without labels have no section', () => {
  const [group] = groupResults(exampleRecord(small));
  assert.ok(group);
  assert.deepEqual(labelsSection(group), []);
});
