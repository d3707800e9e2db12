import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  exampleComparison,
  mixedComparison,
  pairedComparison,
  wideComparison,
} from '../../reports/testing/example-comparison.ts';
import { harmless, hostile } from '../../reports/testing/hostile-comparison.ts';
import type { Comparison } from '../records/comparison.ts';
import { comparisonText } from './comparison-text.ts';

const told = (comparison: Comparison, columns?: number) =>
  comparisonText(comparison, { stdout: columns === undefined ? {} : { columns }, env: {} });

function isGolden(name: string, comparison: Comparison): void {
  const actual = told(comparison);
  const path = join(process.cwd(), 'harness', 'dev', 'testing', `${name}.golden.txt`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, actual);
  assert.equal(actual, readFileSync(path, 'utf8'), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

/** A setup of which the head gave no figure, beside one that it did. */
function brokenComparison(): Comparison {
  const [good, bad] = exampleComparison([
    { id: 'single' },
    { id: 'cluster-8-rr', verdict: 'undecided' },
  ]).cells;
  assert.ok(good && bad);
  const primary = {
    ...bad.primary,
    head: { mean: null, runs: [[]] },
    change: null,
    interval: null,
    pValue: null,
  };
  const failed = { base: 0, head: 5 };
  const broken = { ...bad, primary, failed, reason: 'every trial of the head failed', more: null };
  return exampleComparison([], { cells: [good, broken] });
}

test('all verdicts, two metrics, gates, differences, several runs a side', () => {
  isGolden('comparison-mixed', mixedComparison());
});

test('one setup, its trials in pairs', () => {
  isGolden('comparison-paired', pairedComparison({ verdict: 'undecided', change: -0.02 }));
});

test('twelve setups across hosts', () => {
  isGolden('comparison-across-hosts', wideComparison(12));
});

test('a head without figures', () => {
  isGolden('comparison-broken', brokenComparison());
});

test('apps with a setup each share a table', () => {
  const cells = ['list', 'search'].map((app, at) => {
    const [cell] = exampleComparison([{ id: `db-wait/${app}/single`, level: 900 + at }]).cells;
    assert.ok(cell);
    return { ...cell, app };
  });
  const text = told(exampleComparison([], { cells }));
  assert.match(text, /^db-wait: throughput .*\nsetup .*\nlist\/single .*\nsearch\/single /m);
});

test('nothing to compare says what there is', () => {
  const nothing = { onlyInBase: ['db-wait/express/single', 'db-wait/http/single'], onlyInHead: [] };
  assert.equal(
    told(exampleComparison([], { cells: [], ...nothing })).replace(/\s+/g, ' '),
    'Nothing could be compared, for the sides have no setup in common. The base has single in db-wait/express; single in db-wait/http. The head has no trial at all. ',
  );
  const cells = brokenComparison()
    .cells.slice(1)
    .map((cell) => ({ ...cell, primary: { ...cell.primary, base: { mean: null, runs: [[]] } } }));
  assert.match(told(exampleComparison([], { cells })), /no setup has figures on both sides/);
});

test('sentences fit the terminal, and are no wider than can be read', () => {
  for (const [columns, widest] of [
    [60, 60],
    [80, 80],
    [300, 100],
  ] as const) {
    const lines = told(mixedComparison(), columns).split('\n');
    const sentences = lines.filter((line) => /^(cannot tell|also|differs|only in|Welch| {2}\w)/.test(line));
    assert.ok(sentences.length > 5);
    for (const line of sentences) assert.ok(line.length <= widest, line);
  }
});

test('colours where a terminal is, and none elsewhere', () => {
  const { cells } = mixedComparison();
  const text = (isTTY: boolean) =>
    comparisonText(exampleComparison([], { cells }), { stdout: { isTTY, columns: 80 }, env: {} });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  assert.match(text(true), /\u001b\[31mregression\u001b/);
  assert.ok(!text(false).includes('\u001b'));
});

test('what others wrote in a record steers neither a terminal nor a workflow, and makes no lines of its own', () => {
  for (const of of [mixedComparison(), wideComparison(6), pairedComparison({ verdict: 'undecided' })]) {
    const comparison = hostile(of);
    assert.deepEqual(harmless(comparison), [], 'a text was left out');
    for (const text of [told(comparison), told({ ...comparison, cells: [] })]) {
      assert.doesNotMatch(text, /[^\P{C}\n]/u);
      assert.doesNotMatch(text, /^\s*::|##\[/m);
      assert.doesNotMatch(text, /^(# c|- d)/m);
    }
  }
});
