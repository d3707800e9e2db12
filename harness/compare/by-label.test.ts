import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLabel } from '../../reports/compare/by-label.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { cellOf, compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import { withLabels } from '../dev/testing/labelled.ts';
import type { OkTrial } from '../records/run.ts';

const base = namedRun({ alter: withLabels });
const slowed = faster(0.9);

test('requests of each label that both sides have are compared', () => {
  const head = namedRun({ day: 2, alter: (trial) => withLabels(slowed(trial)) });
  const comparison = compared(base, head);
  const labels = cellOf(comparison, 'single').byLabel;
  assert.deepEqual(
    labels.map(({ label }) => label),
    ['list', 'create'],
  );
  const throughput = labels[1]?.effects.find(({ metric }) => metric === 'throughput');
  assert.ok(throughput && Math.abs((throughput.change ?? 0) + 0.1) < 0.005, String(throughput?.change));
  assert.ok((throughput.pValue ?? 1) < 0.01);
  assert.match(renderMarkdown(byLabel(comparison)), /\| `create` +\| throughput +\|.* −10\.0% /);
});

test('a label of one side alone is left out', () => {
  const renamed = (trial: OkTrial) => {
    const { load } = withLabels(trial);
    const [list, create] = load.byLabel;
    return {
      ...trial,
      load: { ...load, byLabel: list && create ? [list, { ...create, label: 'add' }] : [] },
    };
  };
  const comparison = compared(base, namedRun({ day: 2, alter: renamed }));
  assert.deepEqual(
    cellOf(comparison, 'single').byLabel.map(({ label }) => label),
    ['list'],
  );
  assert.deepEqual(byLabel(compared(namedRun({}), namedRun({ day: 2 }))), []);
});
