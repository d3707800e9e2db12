import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonDocument } from '../compare/document.ts';
import { details, heading, paragraph } from '../document/block.ts';
import { code, link, type Part, strong, tinted } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { runDocument } from '../run/document.ts';
import { capacity, exampleRecord, saturate } from '../testing/example-record.ts';
import { assertGolden } from '../testing/golden.ts';
import { HOSTILE } from '../testing/hostile-comparison.ts';
import { hostileDocument } from '../testing/hostile-document.ts';
import { hostileRecord } from '../testing/hostile-record.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { htmlOf } from './html.ts';

function line(...parts: readonly Part[]): string {
  return htmlOf(paragraph(...parts));
}

test('a run as HTML', () => {
  const record = exampleRecord({
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['none'],
    scenarios: [saturate],
  });
  assertGolden('run.golden.html', `${htmlOf(runDocument(record))}\n`);
});

test('texts have their elements, and stay text', () => {
  assert.equal(
    line(code('a<b'), ' is ', strong('best')),
    '<p><code>a&#60;b</code> is <strong>best</strong></p>',
  );
  assert.equal(line(tinted('bad', '"slower"')), '<p><span class="bad">&#34;slower&#34;</span></p>');
  assert.equal(line('a & b\n\u001b[31mc\u202e'), '<p>a &#38; b c</p>');
});

test('a link leads to a web page or a place of this one, and nowhere else', () => {
  assert.equal(
    line(link('https://x.org/?a&b', 'x')),
    '<p><a href="https://x.org/?a&#38;b" rel="noreferrer">x</a></p>',
  );
  assert.equal(line(link('#results', 'x')), '<p><a href="#results" rel="noreferrer">x</a></p>');
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'https://x"onclick="y',
    'java\nscript:x',
    '//evil.example/x',
  ]) {
    assert.equal(line(link(href, 'x')), '<p>x</p>', href);
  }
});

test('headings alike have addresses of their own', () => {
  const blocks = [
    heading(2, 'CPU of ', code('x')),
    heading(3, 'CPU of x'),
    heading(2, '–'),
    heading(2, 'CPU of x 2'),
  ];
  assert.deepEqual(
    [...htmlOf(blocks).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id),
    ['cpu-of-x', 'cpu-of-x-2', 'section', 'cpu-of-x-2-2'],
  );
});

test('cells carry the numbers by which they are sorted', () => {
  const columns = [
    nameColumn<number>('name', () => 'a'),
    figureColumn<number>(
      'figure',
      (row) => `${row} ms`,
      (row) => (row > 0 ? row : Number.NaN),
    ),
  ];
  const cells = [...htmlOf(table(columns, [1.5, 0])).matchAll(/<td[^>]*>/g)].map(([cell]) => cell);
  assert.deepEqual(cells, [
    '<td class="left">',
    '<td class="right" data-value="1.5">',
    '<td class="left">',
    '<td class="right">',
  ]);
});

test('a table is named after the nearest heading or summary, each name once, and every button has a name', () => {
  const one = table([nameColumn<number>('name', () => 'a')], [1]);
  const blocks = [...one, heading(2, 'CPU of ', code('"x"')), ...paragraph('y'), ...one];
  const names = (html: string) =>
    [...html.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name);
  assert.deepEqual(names(htmlOf([...blocks, ...details('more', one), ...one])), [
    'table',
    'CPU of &#34;x&#34;',
    'more',
    'CPU of &#34;x&#34; (2)',
  ]);
  assert.doesNotMatch(htmlOf(comparisonDocument(mixedComparison())), /<button[^>]*><\/button>/);
});

test('every figure of a table is sorted by its number', () => {
  const searches = exampleRecord({
    workers: [1, 2, 4, 8],
    policies: ['rr'],
    proxies: ['none'],
    scenarios: [{ ...capacity, delayMs: 0 }, saturate],
    offeredRate: 20_000,
  });
  for (const [blocks, absences] of [
    [runDocument(searches), []],
    [comparisonDocument(mixedComparison()), ['no figure']],
  ] as const) {
    const unsorted = [...htmlOf(blocks).matchAll(/<td class="right">(.*?)<\/td>/g)].map(([, shown]) => shown);
    assert.deepEqual(new Set(unsorted), new Set(['–', ...absences]));
  }
});

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel'],
  aside: ['class', 'aria-label'],
  button: ['type'],
  canvas: ['role', 'aria-roledescription', 'tabindex', 'aria-label'],
  code: [],
  details: [],
  div: ['class', 'tabindex', 'role', 'aria-label'],
  small: [],
  figcaption: [],
  figure: ['data-figure'],
  h1: ['id'],
  h2: ['id'],
  h3: ['id'],
  li: [],
  p: [],
  pre: ['tabindex'],
  span: ['class'],
  strong: [],
  summary: [],
  table: [],
  tbody: [],
  td: ['class', 'data-value'],
  th: ['scope', 'class'],
  thead: [],
  tr: [],
  ul: [],
};

/** Reads HTML as strictly as the renderer writes it: known elements, closed in order, attributes in double quotes. */
function isHarmless(html: string): void {
  const open: string[] = [];
  const rest = html.replace(
    /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g,
    (_, slash: string, name: string, attributes: string) => {
      if (slash === '/') assert.equal(open.pop(), name);
      else open.push(name);
      for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
        assert.ok(ATTRIBUTES[name]?.includes(attribute), `${name} has ${attribute}`);
        if (attribute === 'href') assert.match(value, /^https:\/\/(?:example|nodejs|en\.wikipedia)\.org\//);
      }
      assert.ok(name in ATTRIBUTES, name);
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>"']/);
  assert.doesNotMatch(rest, /&(?!#\d+;)/);
  assert.doesNotMatch(html, /[^\P{C}\t\n]/u);
}

for (const [what, hostile] of [
  ['everything at once', HOSTILE],
  ['elements', '</p></td></table></details></code><script>alert(1)</script><svg/onload=x>'],
  ['attributes', '" onmouseover="alert(1)" x=\' onclick=y'],
  ['entities', '&lt;script&gt; &#60;img&#62;'],
  ['comments', '<!-- --> <![CDATA[ ]]> <?x?>'],
  ['an address', 'javascript:alert(1)'],
] as const) {
  test(`what others wrote stays text in every place of a document: ${what}`, () => {
    isHarmless(htmlOf(hostileDocument(hostile)));
  });
}

test('what others wrote stays text in every place of a run’s report', () => {
  isHarmless(htmlOf(runDocument(hostileRecord())));
});
