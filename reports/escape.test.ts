import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, codeBlock, escaped, shellWord } from './escape.ts';

test('text stays text: no HTML, no columns, no emphasis, no links', () => {
  assert.equal(escaped('a | b'), 'a &#124; b');
  assert.equal(escaped('<script>&'), '&#60;script&#62;&#38;');
  assert.doesNotMatch(escaped('*a* _b_ `c` [d](e) ~f~ \\| # $g$ @h'), /[*_`[\]~\\$@|]|#(?!\d+;)/);
  assert.equal(escaped('see https://x.org and www.x.org'), 'see https&#58;//x.org and www&#46;x.org');
  assert.equal(escaped('@all #12 a@b # c'), '&#64;&#8203;all &#35;&#8203;12 a&#64;&#8203;b &#35; c');
});

test('text stays on its line, without terminal colours, controls or marks that turn the writing', () => {
  assert.equal(escaped('a\n\n## b\r\nc'), 'a &#35;&#35; b c');
  assert.equal(escaped('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link'), 'red link');
  assert.equal(escaped('a\u0000\u202eb\u2066c'), 'abc');
  assert.equal(escaped('Größe 漢字 🙂'), 'Größe 漢字 🙂');
});

test('names stand in backticks where that is safe, and in entities where it is not', () => {
  assert.equal(code('db-wait/express/nginx+cluster-8-rr'), '`db-wait/express/nginx+cluster-8-rr`');
  assert.equal(code('a|b'), '<code>a&#124;b</code>');
  assert.equal(code('http://x?'), '<code>http&#58;//x?</code>');
  assert.equal(code('`'), '<code>&#96;</code>');
  assert.equal(code('</code><img>'), '<code>&#60;/code&#62;&#60;img&#62;</code>');
  assert.equal(code(' \n'), '<code>&nbsp;</code>');
});

test('a fence is longer than any run of backticks within', () => {
  assert.equal(codeBlock(['a'], 'sh'), '```sh\na\n```');
  assert.equal(codeBlock(['```', 'x ````` y']), '``````\n```\nx ````` y\n``````');
});

test('a block keeps its lines but loses what moves a terminal', () => {
  assert.equal(codeBlock(['\u001b[2Ka\tb', 'c\r\nd']), '```\na\tb\nc\nd\n```');
});

test('arguments are quoted as a shell reads them back', () => {
  assert.equal(shellWord('--workers=1,8'), '--workers=1,8');
  assert.equal(shellWord("it's $HOME"), `'it'\\''s $HOME'`);
  assert.equal(shellWord(''), "''");
});
