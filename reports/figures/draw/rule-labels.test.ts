import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../figure.ts';
import { placed } from './rule-labels.ts';

test('labels overlap neither each other nor the edges; the last ones find their place first', () => {
  const rules = Array.from(
    { length: 14 },
    (_, at): Rule => ({ at: 20 * (at + 1), axis: 'x', label: `abcdef${at} −20.0%`, tone: 'alarm' }),
  );
  const area = { left: 80, right: 880 };
  const labels = placed(rules, (at) => 80 + (800 * at) / 300, area);
  assert.equal(labels[0]?.rule, rules.at(-1));
  assert.ok(labels.length > 8);
  const half = ({ text }: (typeof labels)[number]) => (text.length * 7) / 2;
  for (const [at, one] of labels.entries()) {
    assert.ok(one.middle - half(one) >= area.left && one.middle + half(one) <= area.right, one.text);
    for (const other of labels.slice(at + 1)) {
      if (other.row !== one.row) continue;
      assert.ok(Math.abs(one.middle - other.middle) >= half(one) + half(other), `${one.text} ${other.text}`);
    }
  }
});

test('quiet lines, and lines without a label, have none above the plot', () => {
  const rules: Rule[] = [
    { at: 1, axis: 'x', label: '8 cores', tone: 'quiet' },
    { at: 2, axis: 'x', label: null, tone: 'alarm' },
    { at: 3, axis: 'y', label: 'limit', tone: 'alarm' },
  ];
  assert.deepEqual(
    placed(rules, (at) => at, { left: 0, right: 900 }),
    [],
  );
});
