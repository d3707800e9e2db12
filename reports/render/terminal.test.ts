import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { callout, codeBlock, details, heading, list, paragraph } from '../document/block.ts';
import { code, link, strong, text, tinted } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { runDocument } from '../run/document.ts';
import { exampleRecord, saturate } from '../testing/example-record.ts';
import { assertGolden } from '../testing/golden.ts';
import { HOSTILE } from '../testing/hostile-comparison.ts';
import { hostileDocument } from '../testing/hostile-document.ts';
import { hostileRecord } from '../testing/hostile-record.ts';
import { paletteFor } from './palette.ts';
import { columnsOf, renderTerminal, wrap } from './terminal.ts';

const plain = { columns: Number.POSITIVE_INFINITY, palette: paletteFor({}, {}) };
const coloured = { ...plain, palette: paletteFor({}, { FORCE_COLOR: '1' }) };

test('a run as lines of a terminal', () => {
  const record = exampleRecord({
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['none'],
    scenarios: [saturate],
  });
  assertGolden('run.golden.txt', renderTerminal(runDocument(record), { ...plain, columns: 100 }));
});

test('markup is left out', () => {
  const line = text`${code('a|b')} is ${strong('best')}, ${tinted('good', 'faster')}: ${link('https://x.org', 'see')} *x*`;
  assert.equal(renderTerminal(paragraph(line), plain), 'a|b is best, faster: see *x*\n');
  assert.equal(renderTerminal(paragraph(link('//evil.example/x', 'x')), plain), 'x\n');
});

test('verdicts have colours where there are colours', () => {
  const line = paragraph(tinted('bad', 'slower'), ' by ', strong('much'));
  assert.equal(renderTerminal(line, coloured), '\u001b[31mslower\u001b[39m by \u001b[1mmuch\u001b[22m\n');
});

test('lines end between words; marks of lists and warnings stay outside', () => {
  const screen = { ...plain, columns: 12 };
  const blocks = [
    heading(2, 'one two three'),
    ...list(['four five six']),
    ...callout('warning', ['seven eight']),
  ];
  assert.equal(renderTerminal(blocks, screen), 'one two\nthree\n\n- four five\n  six\n\n! seven\n  eight\n');
  assert.deepEqual(wrap('a /path/that/is/longer b', 8, '  '), ['a', '  /path/that/is/longer', '  b']);
});

test('colours take no room of a line', () => {
  const words = paragraph(strong('aaaa'), ' bbbb cccc');
  const lines = renderTerminal(words, { ...coloured, columns: 11 });
  assert.equal(stripVTControlCharacters(lines), 'aaaa bbbb\ncccc\n');
});

test('columns of a table are aligned, coloured or not', () => {
  const columns = [
    nameColumn<number>('name', (row) => code(`v${row}`)),
    figureColumn<number>(
      'n',
      (row) => (row > 9 ? tinted('bad', row) : row),
      (row) => row,
    ),
  ];
  const expected = 'name      n\nv1        1\nv1000  1000\n';
  for (const screen of [plain, coloured]) {
    assert.equal(stripVTControlCharacters(renderTerminal(table(columns, [1, 1000]), screen)), expected);
  }
});

test('charts and folded blocks are left out, code is indented', () => {
  const blocks = [...details('more', paragraph('hidden')), ...codeBlock(['npx cluster-bench'], 'sh')];
  assert.equal(renderTerminal(blocks, plain), '  npx cluster-bench\n');
});

test('a heading whose charts and folded blocks are left out is left out too', () => {
  const hidden = details('more', paragraph('hidden'));
  const blocks = [
    heading(1, 'title'),
    heading(2, 'empty'),
    heading(3, 'empty too'),
    ...hidden,
    heading(2, 'outer'),
    heading(3, 'inner'),
    ...paragraph('text'),
    heading(3, 'last'),
    ...hidden,
  ];
  assert.equal(renderTerminal(blocks, plain), 'title\n\nouter\n\ninner\n\ntext\n');
});

test('a terminal has its width, a file or a pipe none', () => {
  assert.deepEqual([{ isTTY: true, columns: 90 }, { isTTY: true }, { columns: 90 }].map(columnsOf), [
    90,
    80,
    Number.POSITIVE_INFINITY,
  ]);
});

/** A terminal obeys no code, and GitHub's Actions obey no line. */
function isHarmless(output: string): void {
  assert.doesNotMatch(output, /[^\P{C}\t\n]/u);
  assert.doesNotMatch(output, /^\s*::|##\[/m);
}

for (const [what, hostile] of [
  ['everything at once', HOSTILE],
  ['a command', '::error::x'],
  ['an indented command', ' \t::set-output name=x::y'],
  ['an old command', '##[error]x'],
  ['codes', '\u001b[2J\u001b]0;title\u0007\u0008\u009b31m'],
  ['marks that turn the writing', 'a\u202eb\u2066c\u200f'],
  ['lines', 'a\r\n::error::b\n\n::error::c'],
] as const) {
  test(`what others wrote steers nothing: ${what}`, () => {
    isHarmless(renderTerminal(hostileDocument(hostile), plain));
  });
}

test('what others wrote steers nothing in a run’s report', () => {
  isHarmless(renderTerminal(runDocument(hostileRecord()), plain));
});
