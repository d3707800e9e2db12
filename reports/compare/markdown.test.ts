import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Comparison, comparisonSchema } from '../../harness/comparison.ts';
import {
  exampleComparison,
  exampleErrors,
  mixedComparison,
  pairedComparison,
  wideComparison,
} from '../testing/example-comparison.ts';
import { headline } from './headline.ts';
import { renderComparison } from './markdown.ts';

/** What a comment on a pull request of GitHub may hold. */
const COMMENT = 65_536;

async function isGolden(name: string, comparison: Comparison): Promise<void> {
  comparisonSchema.parse(comparison);
  const actual = renderComparison(comparison, [
    { file: 'charts/effects.png', alt: 'Change of each setup with its interval' },
  ]);
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

const HOSTILE =
  '</details><img src=x onerror=alert(1)> | `x` ```` @everyone [x](javascript:alert(1)) ![y](http://z) \u001b[31mred\n\n# c\r\n- d \u202Egnp \u200B*b* #12 www.evil.example';

/** Every text of a comparison replaced by a hostile one, but for those of which the schema holds a closed set. */
function hostile(comparison: Comparison): Comparison {
  const run = { path: HOSTILE, commit: HOSTILE, nodeVersion: HOSTILE, hostname: HOSTILE, cpuModel: HOSTILE };
  const side = (of: Comparison['base']) => ({
    label: HOSTILE,
    runs: of.runs.map((one) => ({ ...one, ...run })),
  });
  const strings = { scenario: HOSTILE, app: HOSTILE, id: HOSTILE };
  return {
    ...comparison,
    tool: { name: HOSTILE, version: HOSTILE },
    base: side(comparison.base),
    head: side(comparison.head),
    differences: comparison.differences.map(({ what }) => ({
      what,
      name: HOSTILE,
      base: HOSTILE,
      head: HOSTILE,
    })),
    cells: comparison.cells.map((cell) => ({
      ...cell,
      ...strings,
      reason: cell.reason === null ? null : HOSTILE,
    })),
    gates: comparison.gates.map((gate) => ({ ...gate, text: HOSTILE, cell: HOSTILE })),
    onlyInBase: [HOSTILE],
    onlyInHead: [HOSTILE],
  };
}

/** Controls but for the newline, and marks that turn the writing or have no width. */
const INVISIBLE = /[^\P{C}\n]/u;

const CLOSED = new Set([
  'schema',
  'status',
  'startedAt',
  'verdict',
  'metric',
  'unit',
  'better',
  'what',
  'source',
  'correction',
]);

/** Paths of texts that are not hostile yet. */
function harmless(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'string') {
    const name = path.at(-1) ?? '';
    const closed = CLOSED.has(name) || path.join('.') === 'method.name';
    return closed || value === HOSTILE ? [] : [path.join('.')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => harmless(one, [...path, key]));
}

test('what others wrote in a comparison stays text', () => {
  for (const of of [mixedComparison(), wideComparison(6), pairedComparison({ verdict: 'undecided' })]) {
    const comparison = hostile(of);
    assert.deepEqual(harmless(comparison), [], 'a text was left out');
    const text = renderComparison(
      comparison,
      [{ file: 'charts/effects.png', alt: HOSTILE }],
      [{ file: HOSTILE, reason: HOSTILE }],
    );
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
        others: [unknown],
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
        others: [exampleErrors(0, 0.0123)],
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
