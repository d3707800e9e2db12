import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Comparison, comparisonSchema } from '../../harness/records/comparison.ts';
import { variantOf } from '../../harness/stats/variant-of.ts';
import { capital } from '../format.ts';
import { htmlOf, sectionsOf } from '../render/html.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { assertHarmless } from '../testing/assert-harmless.ts';
import { exampleErrors } from '../testing/example-compared-cell.ts';
import { brokenComparison, exampleComparison, pairedComparison } from '../testing/example-comparison.ts';
import { exampleGate } from '../testing/example-gate.ts';
import { assertGolden } from '../testing/golden.ts';
import { HOSTILE, harmless, hostile } from '../testing/hostile-comparison.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { markdownText } from '../testing/renderings.ts';
import { wideComparison } from '../testing/wide-comparison.ts';
import { comparisonDocument, comparisonSummary } from './document.ts';
import { headline, outcome } from './headline.ts';
import { comparisonPage } from './page.ts';

/** Most characters of a comment on a pull request of GitHub. */
const COMMENT = 65_536;

const markdown = (comparison: Comparison) => renderMarkdown(comparisonDocument(comparison));

function isGolden(name: string, comparison: Comparison): void {
  comparisonSchema.parse(comparison);
  assertGolden(`${name}.golden.md`, markdownText(comparisonDocument(comparison)));
}

test('all verdicts, two metrics, gates, differences, several runs per side', () => {
  isGolden('comparison-mixed', mixedComparison());
  assertGolden('comparison-mixed.golden.html', `${htmlOf(comparisonPage(mixedComparison()))}\n`);
});

test('a page has one title, and a section for each part', () => {
  const sections = sectionsOf(comparisonPage(mixedComparison()));
  assert.deepEqual(
    sections.filter(({ level }) => level === 1).map(({ title }) => title),
    [capital(outcome(mixedComparison()))],
  );
  assert.deepEqual(
    sections.filter(({ level }) => level === 2).map(({ title }) => title),
    ['Verdicts', 'Findings', 'Gates', 'Charts', 'Other metrics', 'Sides', 'How to read this'],
  );
});

test('one variant, its trials in pairs', () => {
  isGolden('comparison-paired', pairedComparison({ verdict: 'regression', change: -0.05 }));
});

test('24 variants across hosts', () => {
  isGolden('comparison-across-hosts', wideComparison(24));
});

test('texts of a record stay text in every rendering', () => {
  for (const of of [mixedComparison(), wideComparison(6), pairedComparison({ verdict: 'undecided' })]) {
    const comparison = hostile(of);
    assert.deepEqual(harmless(comparison), [], 'a text was left out');
    const undrawn = [{ file: HOSTILE, reason: HOSTILE }];
    assertHarmless(comparisonDocument(comparison, undrawn));
    assertHarmless(comparisonPage(comparison, undrawn));
    assertHarmless(comparisonSummary(comparison));
    assertHarmless(comparisonSummary({ ...comparison, cells: [] }));
    assert.doesNotMatch(headline(comparison), /[^\P{C}]/u);
  }
});

test('a comment holds 24 variants with names and texts of any length', () => {
  const long = 'x'.repeat(5_000);
  const wide = wideComparison(24);
  assert.ok(markdown(wide).length < COMMENT / 2);
  const comparison = {
    ...wide,
    head: { ...wide.head, label: long },
    cells: wide.cells.map((cell) => ({ ...cell, id: long, reason: long })),
    onlyInBase: Array.from({ length: 24 }, () => long),
  };
  assert.ok(markdown(comparison).length < COMMENT);
});

test('a comment holds 100 variants of any name, the worst of them first', () => {
  for (const name of ['x'.repeat(40), 'x'.repeat(5_000), HOSTILE, '|'.repeat(200), '𝕏'.repeat(200)]) {
    const wide = wideComparison(100);
    const cells = wide.cells.map((cell, index) => ({
      ...cell,
      id: `db-wait/express/${index}-${name}`,
      verdict: index === 99 ? ('regression' as const) : ('undecided' as const),
      reason: name,
      failed: { base: 1, head: 1 },
    }));
    const [difference] = wide.differences;
    const gate = exampleGate({ text: name, cell: name, reason: name, label: name });
    const text = markdown({
      ...wide,
      base: { label: name, runs: wide.base.runs.map((run) => ({ ...run, path: name, cpuModel: name })) },
      cells,
      gates: new Array(100).fill(gate),
      differences: new Array(100).fill({ ...difference, name, base: name, head: name }),
      onlyInBase: new Array(100).fill(name),
    });
    assert.ok(text.length < COMMENT, `${text.length} characters`);
    assert.match(text, /99-/, 'a regression is shown, wherever it stands');
    assert.match(text, /`comparison\.json`/);
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  }
});

test('100 variants with ordinary names are all in the table, and variants that one side lacks are all listed', () => {
  const wide = wideComparison(100);
  const onlyInHead = Array.from({ length: 60 }, (_, index) => `db-wait/express/cluster-${index}-only`);
  const text = markdown({ ...wide, onlyInHead });
  assert.ok(text.length < COMMENT);
  for (const id of [...wide.cells.map(variantOf), ...onlyInHead]) assert.ok(text.includes(`\`${id}\``), id);
});

test('a head without figures comes before all other findings', () => {
  const comparison = brokenComparison();
  const text = markdown(comparison);
  assert.match(text, /^## 1 without figures in head among 2 variants \(1 unchanged\); 5 trials failed\n/);
  assert.match(text, /\| `cluster-8-rr` \| .* \| \*\*no figures\*\* /);
  assert.match(
    text,
    /\n\n- \*\*`cluster-8-rr` has no figures in head\*\*: base 9,\d+ req\/s; every trial of the head failed\.\n/,
  );
  assert.doesNotMatch(text, /Undecided: `cluster-8-rr`/);
  const [good, broken] = comparison.cells;
  const [regressed] = exampleComparison([{ verdict: 'regression', change: -0.06 }]).cells;
  assert.ok(good && broken && regressed);
  assert.match(
    headline({ ...comparison, cells: [broken] }),
    /^without figures in head: cluster-8-rr; 5 trials failed$/,
  );
  assert.match(
    headline({ ...comparison, cells: [broken, regressed, good] }),
    /^1 regression and 1 without figures in head among 3 variants \(1 unchanged\); 5 trials failed; single −/,
  );
});

test('what is not known is a dash, and huge figures are short', () => {
  const [cell] = exampleComparison([{ verdict: 'undecided' }]).cells;
  assert.ok(cell);
  const nothing = { mean: null, runs: [] };
  const unknown = {
    ...cell.primary,
    base: nothing,
    head: nothing,
    change: null,
    interval: null,
    pValue: null,
  };
  const comparison = exampleComparison([{}], {
    cells: [
      {
        ...cell,
        primary: unknown,
        others: [{ ...unknown, minEffect: 0.02 }],
        adjustedP: null,
        more: null,
        reason: 'the base has no figure',
      },
      {
        ...cell,
        id: 'huge',
        primary: {
          ...cell.primary,
          base: { mean: 1e-300, runs: [[1e-300]] },
          head: { mean: 1e300, runs: [[1e300]] },
          change: 1e300,
          interval: { low: 1e299, high: 1e301 },
        },
        others: [{ ...exampleErrors(0, 0.0123), minEffect: 0.02 }],
      },
    ],
  });
  const text = markdown(comparison);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null|\d{12}/);
  assert.match(text, /\| `single` +\| +– \| +– \| +– \| +– \| undecided +\|/);
  assert.match(text, /the base has no figure/);
  assert.match(text, /errors 0\.00% → 1\.23% \(\+1\.23 points\)/);
  assert.equal(headline({ ...comparison, cells: comparison.cells.slice(0, 1) }), 'undecided: single –');
});

test('the outcome in a line', () => {
  const line = (...args: Parameters<typeof exampleComparison>) => headline(exampleComparison(...args));
  assert.equal(headline({ ...exampleComparison(), cells: [] }), 'nothing could be compared');
  assert.match(line([{ verdict: 'regression', change: -0.06 }]), /^regression: single −[56]\.\d%, slower$/);
  assert.match(
    line([{ verdict: 'no-change' }, { id: 'b', verdict: 'undecided' }]),
    /^no regression: 1 unchanged, 1 undecided$/,
  );
  assert.equal(line([{ verdict: 'undecided' }, { verdict: 'undecided' }]), 'undecided in all 2 variants');
  assert.match(
    headline(mixedComparison()),
    /^2 regressions among 6 variants \(1 improved, 1 unchanged, 2 undecided\); 1 of 3 gates not met, 1 undecided; 1 trial failed; worst: steady-rate\/express\/single \+\d\d\.\d%, higher p99 and 1 more$/,
  );
  assert.match(headline(wideComparison(3)), /; across hosts$/);
});
