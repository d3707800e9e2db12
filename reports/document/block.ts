/** A document as data: what reports and commands have to say, before it is Markdown, HTML or lines of a terminal. */
import type { FigureData } from '../figures/figure.ts';
import { type Part, type Text, textFrom } from './inline.ts';
import type { Table } from './table.ts';

export type Block = Heading | Paragraph | List | Table | Figure | Callout | Details | CodeBlock;

export type Level = 1 | 2 | 3 | 4;

interface Heading {
  readonly kind: 'heading';
  readonly level: Level;
  readonly text: Text;
}

interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
}

interface List {
  readonly kind: 'list';
  readonly items: readonly Text[];
}

/** A chart: a picture in Markdown, where it was drawn; interactive in HTML. */
export interface Figure {
  readonly kind: 'figure';
  readonly data: FigureData;
  /** Path of its PNG, relative to the document, with forward slashes; null where it is for HTML alone. */
  readonly file: string | null;
}

/** Callout holds facts that a reader must know before reading on. */
interface Callout {
  readonly kind: 'callout';
  readonly tone: 'warning' | 'note';
  readonly items: readonly Text[];
}

/** Folded away until the reader opens it. A terminal leaves it out. */
interface Details {
  readonly kind: 'details';
  readonly summary: Text;
  readonly blocks: readonly Block[];
}

interface CodeBlock {
  readonly kind: 'code-block';
  readonly lines: readonly string[];
  /** As Markdown's fences name it: `sh`, `json`; empty for none. */
  readonly language: string;
}

export function heading(level: Level, ...parts: readonly Part[]): Block {
  return { kind: 'heading', level, text: textFrom(parts) };
}

/** Nothing where the text is empty: builders hand on what they have, and an empty text has no paragraph. */
export function paragraph(...parts: readonly Part[]): Block[] {
  const line = textFrom(parts);
  return line.length === 0 ? [] : [{ kind: 'paragraph', text: line }];
}

export function list(items: readonly Part[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items: items.map((item) => textFrom([item])) }];
}

export function callout(tone: Callout['tone'], items: readonly Part[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'callout', tone, items: items.map((item) => textFrom([item])) }];
}

export function details(summary: Part, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'details', summary: textFrom([summary]), blocks }];
}

export function codeBlock(lines: readonly string[], language = ''): Block[] {
  return lines.length === 0 ? [] : [{ kind: 'code-block', lines, language }];
}

export function figure(data: FigureData | null, file: string | null): Block[] {
  return data === null ? [] : [{ kind: 'figure', data, file }];
}

/** Blocks under a heading; nothing where there are none. */
export function section(level: Level, title: Part, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [heading(level, title), ...blocks];
}

/** Every figure of a document, those that are folded away too. */
export function figuresIn(blocks: readonly Block[]): Figure[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'figure') return [block];
    return block.kind === 'details' ? figuresIn(block.blocks) : [];
  });
}
