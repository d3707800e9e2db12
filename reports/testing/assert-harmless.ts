import assert from 'node:assert/strict';
import type { Block } from '../document/block.ts';
import { htmlOf } from '../render/html.ts';
import { markdownText, terminalText } from './renderings.ts';

/** Control characters other than the newline, and marks that turn the writing or have no width. */
const INVISIBLE = /[^\P{C}\n]/u;

/** Asserts that a document whose texts are attacks shows them as text, in every rendering. */
export function assertHarmless(blocks: readonly Block[]): void {
  const [markdown, terminal, html] = [markdownText(blocks), terminalText(blocks), htmlOf(blocks)];
  for (const rendering of [markdown, terminal, html]) assert.doesNotMatch(rendering, INVISIBLE);
  // A block of code is read as it stands.
  assertMarkdown(markdown.replace(/^(`{3,})\w*\n.*?^\1$/gms, ''));
  assert.doesNotMatch(terminal, /^\s*::|##\[/m);
  assert.doesNotMatch(terminalText(blocks, Number.POSITIVE_INFINITY), /^(# c|- d)\b/m);
  assertHtml(html);
}

function assertMarkdown(text: string): void {
  assert.doesNotMatch(
    text,
    /<img|<script|onerror=alert\(1\)>|\]\(javascript|@everyone|:\/\/z|``|^# c\b|^- d\b|\*b\*|#12\b|www\.evil/m,
  );
  assert.doesNotMatch(text, /&#(?:64|35);\w(?![^<\n]*<\/code>)/, 'GitHub reads mentions after entities');
  assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  assertTags(text, ['code', 'details', 'summary']);
  for (const [rows] of text.matchAll(/(?:^\|.*\n)+/gm)) {
    const bars = rows
      .trimEnd()
      .split('\n')
      .map((row) => row.split('|').length);
    assert.equal(new Set(bars).size, 1, rows);
  }
}

const HTML_TAGS =
  'h1 h2 h3 h4 p ul li table thead tbody tr th td div button figure figcaption small canvas aside details summary pre code strong span a';

function assertHtml(html: string): void {
  assertTags(html, HTML_TAGS.split(' '));
  assert.doesNotMatch(html, /href="(?!https?:|#|[\w.])/);
  assert.doesNotMatch(html.replace(/"[^"]*"/g, '""'), /<[^>]* on\w+=/);
}

function assertTags(text: string, known: readonly string[]): void {
  const names = [...text.matchAll(/<[/!]?([a-z]\w*)/gi)].map(([, name = '']) => name);
  assert.deepEqual(
    names.filter((name) => !known.includes(name)),
    [],
  );
}
