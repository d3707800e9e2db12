/** A document as lines of a terminal, or of a log: wrapped between words, tables aligned, no markup. */
import { stripVTControlCharacters } from 'node:util';
import type { Block } from '../document/block.ts';
import { type Inline, type Text, textFrom } from '../document/inline.ts';
import type { Table } from '../document/table.ts';
import type { Palette } from './palette.ts';
import { onOneLine, plainText } from './plain-text.ts';

export interface Screen {
  /** Width of running text; infinite for a file or a pipe, whose reader wraps for himself. */
  readonly columns: number;
  readonly palette: Palette;
}

/** Blocks parted by empty lines; ends in a newline. Charts, and what is folded away, are not for a terminal. */
export function renderTerminal(blocks: readonly Block[], screen: Screen): string {
  const parts = blocks.map((block) => linesOf(block, screen)).filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.map(withoutCommand).join('\n')).join('\n\n')}\n`;
}

function linesOf(block: Block, screen: Screen): string[] {
  const { palette } = screen;
  switch (block.kind) {
    case 'heading':
      return wrapped(painted(block.text, palette), screen.columns).map(palette.strong);
    case 'paragraph':
      return wrapped(painted(block.text, palette), screen.columns);
    case 'list':
      return block.items.flatMap((item) => bullet(item, '- ', screen));
    case 'callout': {
      const mark = palette.doubtful('! ');
      return block.items.flatMap((item) => bullet(item, mark, screen));
    }
    case 'table':
      return tableLines(block, palette);
    case 'code-block':
      return block.lines.flatMap((line) => plainText(line).split('\n')).map((line) => `  ${line}`);
    case 'figure':
    case 'details':
      return [];
  }
}

function bullet(item: Text, mark: string, { columns, palette }: Screen): string[] {
  return wrapped(painted(item, palette), columns - 2).map((line, at) => `${at === 0 ? mark : '  '}${line}`);
}

function painted(text: Text, palette: Palette): string {
  return text
    .map((inline) => paint(inline, palette))
    .join('')
    .trim();
}

function paint(inline: Inline, palette: Palette): string {
  if (typeof inline === 'string') return onOneLine(inline);
  switch (inline.kind) {
    case 'code':
      return onOneLine(inline.text);
    case 'strong':
      return palette.strong(painted(inline.text, palette));
    case 'tinted':
      return palette[inline.tint](painted(inline.text, palette));
    case 'link':
      return painted(inline.text, palette);
  }
}

/** Lines end between words; a word, such as a path, is never cut. */
function wrapped(line: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + widthOf(word) < columns) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines.filter((one) => one !== '');
}

function tableLines({ columns, rows }: Table, palette: Palette): string[] {
  const titles = columns.map(({ title }) => title);
  const body = rows.map((row) => row.map(({ text }) => painted(text, palette)));
  const widths = titles.map((title, at) =>
    Math.max(title.length, ...body.map((cells) => widthOf(cells[at] ?? ''))),
  );
  const pad = (cell: string, at: number) => {
    const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
    return columns[at]?.align === 'right' ? space + cell : cell + space;
  };
  const line = (cells: readonly string[]) => cells.map(pad).join('  ').trimEnd();
  return [palette.quiet(line(titles)), ...body.map(line)];
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** GitHub's Actions obey lines of a log that begin with `::`, or hold `##[`: a record's texts shall not. */
function withoutCommand(line: string): string {
  return line.replace(/^(\s*:):/, '$1 :').replaceAll('##[', '# #[');
}

/** One sentence outside of any document, such as a complaint, as lines. */
export function sentenceLines(sentence: string, screen: Screen): string[] {
  return wrapped(painted(textFrom([sentence]), screen.palette), screen.columns);
}
