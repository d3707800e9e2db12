import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Block, codeBlock, heading, list, paragraph } from '../document/block.ts';
import { code, link, type Part, strong, text } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { runDocument } from '../run/document.ts';
import { HOSTILE } from '../testing/hostile-comparison.ts';
import { hostileDocument } from '../testing/hostile-document.ts';
import { hostileRecord } from '../testing/hostile-record.ts';
import { markdownText } from '../testing/renderings.ts';
import { renderMarkdown } from './markdown.ts';

function line(...parts: readonly Part[]): string {
  return renderMarkdown(paragraph(...parts)).trimEnd();
}

test('text stays text: no HTML, no columns, no emphasis, no links', () => {
  assert.equal(line('a | b'), 'a &#124; b');
  assert.equal(line('<script>&amp;'), '&#60;script&#62;&#38;amp;');
  assert.doesNotMatch(line('*a* _b_ `c` [d](e) ~f~ \\| x # $g$ @h'), /[*_`[\]~\\$|]|[#@](?!\d+;)(?=\w)/);
  assert.equal(line('see https://x.org and www.x.org'), 'see https&#58;//x.org and www&#46;x.org');
  assert.equal(line('to @all, #12, a@b, # c'), 'to &#64;&#8203;all, &#35;&#8203;12, a&#64;&#8203;b, # c');
});

test('text without markup has no entity', () => {
  const plain = 'Node.js 24: 1 < 2 & 3 > 2, α = 5%, snake_case (x), \'y\' "z"; CPU @ 3.00GHz + 4 - 1!';
  assert.equal(line(plain), plain);
});

test('text stays on its line, without terminal colours, controls or marks that turn the writing', () => {
  assert.equal(line('a\n\n## b\r\nc'), 'a ## b c');
  assert.equal(line('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link'), 'red link');
  assert.equal(line('a\u0000\u202eb\u2066c'), 'abc');
  assert.equal(line('Größe 漢字 🙂'), 'Größe 漢字 🙂');
});

for (const [what, start, expected] of [
  ['a heading', '# a', '&#35; a'],
  ['a list', '- a', '&#45; a'],
  ['another list', '+ a', '&#43; a'],
  ['a numbered list', '1. a', '1&#46; a'],
  ['a quotation', '> a', '&#62; a'],
  ['an underline', '=== a', '&#61;== a'],
  ['a rule', '---', '&#45;--'],
] as const) {
  test(`text that begins like ${what} stays text, in a list too`, () => {
    assert.equal(line(start), expected);
    assert.equal(renderMarkdown(list([start])), `- ${expected}\n`);
  });
}

test('names are in backticks where that is safe, and in entities elsewhere', () => {
  assert.equal(line(code('db-wait/express/nginx+cluster-8-rr')), '`db-wait/express/nginx+cluster-8-rr`');
  assert.equal(line(code('a|b')), '<code>a&#124;b</code>');
  assert.equal(line(code('http://x?')), '<code>http&#58;//x?</code>');
  assert.equal(line(code('`')), '<code>&#96;</code>');
  assert.equal(line(code('</code><img>')), '<code>&#60;/code&#62;&#60;img&#62;</code>');
  assert.equal(line(code(' \n')), '<code>&nbsp;</code>');
});

test('a link leads to its address and nowhere else', () => {
  assert.equal(line(link('https://x.org/a(b)', 'see ', code('c'))), '[see `c`](https://x.org/a%28b%29)');
  assert.equal(line(link('javascript:alert(1)', 'x')), 'x');
  assert.equal(line(link('//evil.example/x', 'x')), 'x');
  assert.equal(line(link('https://x.org/)[y](z|', 'x')), '[x](https://x.org/%29%5By%5D%28z%7C)');
  assert.equal(line('look!', link('#there', 'x')), 'look&#33;[x](#there)');
});

test('marks stand against their words', () => {
  assert.equal(line('a ', strong(' b '), ' c'), 'a **b** c');
  assert.equal(line(strong('')), '');
});

test('a fence is longer than any run of backticks within', () => {
  assert.equal(renderMarkdown(codeBlock(['a'], 'sh')), '```sh\na\n```\n');
  assert.equal(renderMarkdown(codeBlock(['```', 'x ````` y'])), '``````\n```\nx ````` y\n``````\n');
});

test('a block of code keeps its lines but loses terminal codes', () => {
  assert.equal(renderMarkdown(codeBlock(['\u001b[2Ka\tb', 'c\r\nd'])), '```\na\tb\nc\nd\n```\n');
});

test('a table is aligned in its source too', () => {
  const columns = [
    nameColumn<number>('name', (row) => code(`v${row}`)),
    figureColumn<number>('n', String, Number),
  ];
  assert.equal(
    renderMarkdown(table(columns, [1, 1_000])),
    ['| name    |    n |', '| ------- | ---: |', '| `v1`    |    1 |', '| `v1000` | 1000 |', ''].join('\n'),
  );
});

test('a chart that was not drawn is not shown', () => {
  const document = hostileDocument('chart');
  assert.match(
    renderMarkdown(document, { images: new Set(['charts/x.png']) }),
    /^!\[chart\]\(charts\/x\.png\)$/m,
  );
  assert.doesNotMatch(renderMarkdown(document), /!\[/);
});

/** Without blocks of code and code spans, in which nothing is markup. */
function outsideCode(markdown: string): string {
  return markdown.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replace(/`[^`\n]+`/g, '');
}

function isHarmless(markdown: string): void {
  const outside = outsideCode(markdown);
  const tags = outside.match(/<[a-z/!][^>]*>?/gi) ?? [];
  for (const tag of tags) assert.match(tag, /^<\/?(?:details|summary|code)>$/);
  assert.doesNotMatch(outside, /\]\((?!https:\/\/(?:example|nodejs|en\.wikipedia)\.org\/|charts\/)/);
  assert.doesNotMatch(outside, /@\w|#\d+(?!;)\b|www\.|[^(]https?:\/\//);
  assert.doesNotMatch(outside, /^(?:# c|- d|#+ *c)/m);
  assert.ok(!markdown.includes('\u001b') && !/[\u200B\u202E]/.test(markdown));
  for (const [open, close] of [
    ['<details>', '</details>'],
    ['<code>', '</code>'],
  ] as const) {
    assert.equal(outside.split(open).length, outside.split(close).length);
  }
  for (const block of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
    const bars = block.split('\n').map((row) => row.split('|').length);
    assert.equal(new Set(bars).size, 1, `columns differ:\n${block}`);
  }
}

test('what others wrote stays text in every place of a document', () => {
  isHarmless(markdownText(hostileDocument(HOSTILE)));
});

test('what others wrote stays text in every place of a run’s report', () => {
  isHarmless(renderMarkdown(runDocument(hostileRecord())));
});

test('parts are separated by empty lines, and the text ends in a newline', () => {
  const blocks: Block[] = [heading(2, 'a'), ...paragraph(text`b`)];
  assert.equal(renderMarkdown(blocks), '## a\n\nb\n');
});
