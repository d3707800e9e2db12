import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Comparison, comparisonSchema } from '../../harness/records/comparison.ts';
import { type ComparisonFigure, comparisonFigures } from '../figures/compare/comparison-figures.ts';
import {
  exampleComparison,
  exampleErrors,
  mixedComparison,
  pairedComparison,
  wideComparison,
} from '../testing/example-comparison.ts';
import { HOSTILE, harmless, hostile } from '../testing/hostile-comparison.ts';
import { headline } from './headline.ts';
import { renderComparison } from './markdown.ts';

/** What a comment on a pull request of GitHub may hold. */
const COMMENT = 65_536;

/** A figure as if it had been drawn. */
function shownAs(alt: string): ComparisonFigure {
  const [effects] = comparisonFigures(mixedComparison());
  assert.ok(effects);
  return { ...effects, data: { ...effects.data, alt } };
}

async function isGolden(name: string, comparison: Comparison): Promise<void> {
  comparisonSchema.parse(comparison);
  const actual = renderComparison(comparison, [shownAs('Change of each variant with its interval')]);
  const path = join(process.cwd(), 'reports', 'testing', `${name}.golden.md`);
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  assert.equal(actual, await readFile(path, 'utf8'), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

test('all verdicts, two metrics, gates, differences, several runs a side', async () => {
  await isGolden('comparison-mixed', mixedComparison());
});

test('one setup, its trials in pairs', async () => {
  await isGolden('comparison-paired', pairedComparison({ verdict: 'regression', change: -0.05 }));
});

test('24 setups across hosts', async () => {
  await isGolden('comparison-across-hosts', wideComparison(24));
});

/** Controls but for the newline, and marks that turn the writing or have no width. */
const INVISIBLE = /[^\P{C}\n]/u;

test('what others wrote in a comparison stays text', () => {
  for (const of of [mixedComparison(), wideComparison(6), pairedComparison({ verdict: 'undecided' })]) {
    const comparison = hostile(of);
    assert.deepEqual(harmless(comparison), [], 'a text was left out');
    const text = renderComparison(comparison, [shownAs(HOSTILE)], [{ file: HOSTILE, reason: HOSTILE }]);
    assert.doesNotMatch(text, INVISIBLE);
    assert.doesNotMatch(
      text,
      /<img|<script|onerror=alert\(1\)>|\]\(javascript|@everyone|:\/\/z|``|^# c|^- d|\*b\*|#12\b|www\.evil/m,
    );
    assert.doesNotMatch(text, /&#(?:64|35);\w(?![^<\n]*<\/code>)/, 'GitHub reads mentions after entities');
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
    const tags = new Set(text.match(/<[a-z/!][^>]*>/gi));
    assert.deepEqual(
      [...tags].toSorted(),
      ['</code>', '</details>', '</summary>', '<code>', '<details>', '<summary>'].toSorted(),
    );
    for (const rows of text.matchAll(/(?:^\|.*\n)+/gm)) {
      const bars = rows[0]
        .trimEnd()
        .split('\n')
        .map((row) => row.split('|').length);
      assert.equal(new Set(bars).size, 1, rows[0]);
    }
    assert.doesNotMatch(headline(comparison), /[^\P{C}]/u);
  }
});

test('a comment holds 24 setups with names and texts of any length', () => {
  const long = 'x'.repeat(5_000);
  const wide = wideComparison(24);
  assert.ok(renderComparison(wide).length < COMMENT / 2);
  const comparison = {
    ...wide,
    head: { ...wide.head, label: long },
    cells: wide.cells.map((cell) => ({ ...cell, id: long, reason: long })),
    onlyInBase: Array.from({ length: 24 }, () => long),
  };
  assert.ok(renderComparison(comparison).length < COMMENT);
});

test('a comment holds 100 setups of any name, the worst of them first', () => {
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
    const gate = { text: name, metric: 'p99', cell: name, limit: 1, value: 2, met: false } as const;
    const text = renderComparison(
      {
        ...wide,
        base: { label: name, runs: wide.base.runs.map((run) => ({ ...run, path: name, cpuModel: name })) },
        cells,
        gates: new Array(100).fill(gate),
        differences: new Array(100).fill({ ...difference, name, base: name, head: name }),
        onlyInBase: new Array(100).fill(name),
      },
      [shownAs(name)],
    );
    assert.ok(text.length < COMMENT, `${text.length} characters`);
    assert.match(text, /99-/, 'a regression is told, wherever it stands');
    assert.match(text, /`comparison\.json`/);
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  }
});

test('100 setups with ordinary names are all in the table, and those that one side lacks are all listed', () => {
  const wide = wideComparison(100);
  const onlyInHead = Array.from({ length: 60 }, (_, index) => `db-wait/express/cluster-${index}-only`);
  const text = renderComparison({ ...wide, onlyInHead });
  assert.ok(text.length < COMMENT);
  for (const id of [...wide.cells.map((cell) => cell.id), ...onlyInHead])
    assert.ok(text.includes(`\`${id}\``), id);
});

test('a head without figures is told before all else', () => {
  const none = { mean: null, runs: [[]] };
  const [good, bad] = exampleComparison([
    { id: 'single' },
    { id: 'cluster-8-rr', verdict: 'undecided' },
  ]).cells;
  assert.ok(good && bad);
  const primary = { ...bad.primary, head: none, change: null, interval: null, pValue: null };
  const broken = { ...bad, primary, reason: 'every trial of the head failed', more: null };
  const comparison = exampleComparison([], { cells: [good, broken] });
  const text = renderComparison(comparison);
  assert.match(text, /^## 1 without figures of the head among 2 setups \(1 unchanged\)\n/);
  assert.match(text, /\| `cluster-8-rr` \| .* \| \*\*no figures\*\* /);
  assert.match(
    text,
    /- \*\*`cluster-8-rr`: no figures of the head\*\*, where the base had 9,\d+ req\/s; every trial of the head failed\./,
  );
  assert.doesNotMatch(text, /cluster-8-rr`: cannot tell/);
  assert.equal(headline({ ...comparison, cells: [broken] }), 'without figures of the head: cluster-8-rr');
  const [regressed] = exampleComparison([{ verdict: 'regression', change: -0.06 }]).cells;
  assert.ok(regressed);
  assert.match(
    headline({ ...comparison, cells: [broken, regressed, good] }),
    /^1 regression and 1 without figures of the head among 3 setups \(1 unchanged\); single −/,
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
  const text = renderComparison(comparison);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null|\d{12}/);
  assert.match(text, /\| `single` +\| +– \| +– \| +– \| +– \| cannot tell \| – /);
  assert.match(text, /the base has no figure/);
  assert.match(text, /errors 0\.00 % → 1\.23 % \(\+1\.23 points\)/);
  assert.equal(headline({ ...comparison, cells: comparison.cells.slice(0, 1) }), 'cannot tell: single –');
});

test('the outcome in a line', () => {
  const line = (...args: Parameters<typeof exampleComparison>) => headline(exampleComparison(...args));
  assert.equal(headline({ ...exampleComparison(), cells: [] }), 'nothing could be compared');
  assert.match(line([{ verdict: 'regression', change: -0.06 }]), /^regression: single −[56]\.\d %, slower$/);
  assert.match(
    line([{ verdict: 'no-change' }, { id: 'b', verdict: 'undecided' }]),
    /^no regression: 1 unchanged, 1 cannot tell$/,
  );
  assert.equal(line([{ verdict: 'undecided' }, { verdict: 'undecided' }]), 'cannot tell in any of 2 setups');
  assert.match(
    headline(mixedComparison()),
    /^2 regressions among 6 setups \(1 improved, 1 unchanged, 2 cannot tell\); 2 of 3 gates not met; 1 trial failed; worst: steady-rate\/express\/single \+\d\d\.\d %, higher p99 and 1 more$/,
  );
  assert.match(headline(wideComparison(3)), /; across hosts$/);
});
