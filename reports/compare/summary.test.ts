/** A comparison on a terminal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison } from '../../harness/records/comparison.ts';
import { paletteFor } from '../render/palette.ts';
import { renderTerminal } from '../render/terminal.ts';
import { brokenComparison, exampleComparison, pairedComparison } from '../testing/example-comparison.ts';
import { assertGolden } from '../testing/golden.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { terminalText } from '../testing/renderings.ts';
import { wideComparison } from '../testing/wide-comparison.ts';
import { comparisonDocument, comparisonSummary } from './document.ts';

const summary = (comparison: Comparison, columns?: number) =>
  terminalText(comparisonSummary(comparison), columns);

test('all verdicts, two metrics, gates, differences, several runs per side', () => {
  assertGolden('comparison-mixed.golden.txt', summary(mixedComparison()));
});

test('one variant, its trials in pairs', () => {
  const comparison = pairedComparison({ verdict: 'undecided', change: -0.02 });
  assertGolden('comparison-paired.golden.txt', summary(comparison));
});

test('twelve variants across hosts', () => {
  assertGolden('comparison-across-hosts.golden.txt', summary(wideComparison(12)));
});

test('a head without figures', () => {
  assertGolden('comparison-broken.golden.txt', summary(brokenComparison()));
});

test('apps with one variant each share a table', () => {
  const cells = ['list', 'search'].map((app, at) => {
    const [cell] = exampleComparison([{ id: `db-wait/${app}/single`, level: 900 + at }]).cells;
    assert.ok(cell);
    return { ...cell, app };
  });
  const text = summary(exampleComparison([], { cells }));
  assert.match(text, /^db-wait: throughput .*\n\nvariant .*\nlist\/single .*\nsearch\/single /m);
});

test('a comparison of nothing names what either side has', () => {
  const ids = ['db-wait/express/single', 'db-wait/http/single'];
  const nothing = { cells: [], onlyInBase: ids, onlyInHead: [] };
  assert.equal(
    summary(exampleComparison([], nothing)),
    'Only in base, not compared: db-wait/express/single, db-wait/http/single.\n\nNothing could be compared: head has no trials.\n',
  );
  const none = { mean: null, runs: [[]] };
  const cells = brokenComparison()
    .cells.slice(1)
    .map((cell) => ({ ...cell, primary: { ...cell.primary, base: none } }));
  assert.match(summary(exampleComparison([], { cells })), /no variant has figures on both sides/);
});

test('sentences fit the terminal', () => {
  for (const columns of [60, 80, 100]) {
    const lines = summary(mixedComparison(), columns).split('\n');
    const sentences = lines.filter((line) => /^(- | {2}\w|Welch|Only in)/.test(line));
    assert.ok(sentences.length > 15);
    for (const line of sentences) assert.ok(line.length <= columns, line);
  }
});

test('tables of a comparison fit 80 columns', () => {
  for (const comparison of [mixedComparison(), wideComparison(24)]) {
    for (const line of summary(comparison).split('\n')) assert.ok(line.length <= 80, line);
  }
});

test('verdicts are coloured where there are colours', () => {
  const palette = paletteFor({}, { FORCE_COLOR: '1' });
  const text = renderTerminal(comparisonSummary(mixedComparison()), { columns: 80, palette });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  assert.match(text, /\u001b\[31mregression\u001b/);
});

test('trials that other work on the host disturbed are counted before the table', () => {
  const disturb = (base: number, head: number) => {
    const comparison = exampleComparison([{ id: 'single' }]);
    const side = (one: Comparison['base'], disturbed: number) => ({
      ...one,
      runs: one.runs.map((run) => ({ ...run, disturbed })),
    });
    const text = summary({
      ...comparison,
      base: side(comparison.base, base),
      head: side(comparison.head, head),
    });
    return text.replace(/\s+/g, ' ');
  };
  assert.match(
    disturb(4, 5),
    /disturbed both sides: 4 of 5 trials of base, 5 of 5 trials of head\. .* variant /,
  );
  assert.match(disturb(0, 1), /disturbed the head: 1 of 5 trials\. .* variant /);
  assert.doesNotMatch(disturb(0, 0), /disturbed/);
});

test('single trials get no words about tests and intervals', () => {
  const [cell] = exampleComparison([{ id: 'single' }]).cells;
  assert.ok(cell);
  const untested = { ...cell, primary: { ...cell.primary, interval: null, pValue: null } };
  const comparison = exampleComparison([], { cells: [untested] });
  assert.match(summary(comparison), /^Test: none\. A test and an interval need at least two trials/m);
  assert.doesNotMatch(summary(comparison), /Welch|confidence/);
  assert.doesNotMatch(terminalText(comparisonDocument(comparison)), /Welch|Each interval holds/);
});
