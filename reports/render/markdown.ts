/** Renders a document in GitHub's Markdown. Plain text stays text: it adds no HTML, no links, no columns. */
import type { Block } from '../document/block.ts';
import type { Inline, Text } from '../document/inline.ts';
import type { Table } from '../document/table.ts';
import { filledParts } from './filled-parts.ts';
import { isSafeAddress, onOneLine, plainLine, plainText } from './plain-text.ts';

interface Pictures {
  /** Paths of the charts to show: those that were drawn. */
  readonly images?: ReadonlySet<string>;
}

/** Blocks are separated by empty lines; the text ends in a newline. */
export function renderMarkdown(blocks: readonly Block[], { images = new Set() }: Pictures = {}): string {
  return `${blocksIn(blocks, images).join('\n\n')}\n`;
}

function blocksIn(blocks: readonly Block[], images: ReadonlySet<string>): string[] {
  return filledParts(blocks, (block) => blockIn(block, images));
}

function blockIn(block: Block, images: ReadonlySet<string>): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${lineIn(block.text)}`;
    case 'paragraph':
      return unmarked(lineIn(block.text));
    case 'list':
      return block.items.map((item) => `- ${unmarked(lineIn(item))}`).join('\n');
    case 'table':
      return tableIn(block);
    case 'figure':
      return block.file !== null && images.has(block.file)
        ? `![${escaped(block.data.alt)}](${encodeURI(block.file)})`
        : '';
    case 'callout':
      return [
        `> [!${block.tone.toUpperCase()}]`,
        ...block.items.map((item) => `> ${block.items.length > 1 ? '- ' : ''}${unmarked(lineIn(item))}`),
      ].join('\n');
    case 'details': {
      const body = blocksIn(block.blocks, images).join('\n\n');
      return body === ''
        ? ''
        : `<details><summary>${summaryIn(block.summary)}</summary>\n\n${body}\n\n</details>`;
    }
    case 'code-block':
      return fenced(block.lines, block.language);
  }
}

/** An exclamation mark before a link would make it an image. No other `[` is left in the line. */
function lineIn(text: Text): string {
  return text
    .map(inlineIn)
    .join('')
    .trim()
    .replace(/!(?=\[)/g, entity);
}

function inlineIn(inline: Inline): string {
  if (typeof inline === 'string') return escapedPart(inline);
  switch (inline.kind) {
    case 'code':
      return codeIn(inline.text);
    case 'strong':
      return wrapped(inline.text, '**');
    case 'tinted':
      return inline.text.map(inlineIn).join('');
    case 'link':
      return isSafeAddress(inline.href)
        ? `[${lineIn(inline.text)}](${inline.href.replace(/[()[\]|*`]/g, percentEncoded)})`
        : lineIn(inline.text);
  }
}

/** Marks enclose no spaces, which would keep them from being marks. */
function wrapped(text: Text, mark: string): string {
  const line = lineIn(text);
  return line === '' ? '' : `${mark}${line}${mark}`;
}

/** HTML takes no Markdown. */
function summaryIn(text: Text): string {
  return text
    .map((inline) => {
      if (typeof inline === 'string') return escapedPart(inline);
      if (inline.kind === 'code') return `<code>${strictEntities(plainLine(inline.text))}</code>`;
      return summaryIn(inline.text);
    })
    .join('')
    .trim();
}

const entity = (character: string) => `&#${character.charCodeAt(0)};`;
const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** `<` and `>` between spaces compare numbers; Markdown never reads them as markup. */
function entities(text: string): string {
  return text
    .replace(/&(?=[#\w])|<(?! )|(?<! )>|[|`*[\]\\~$]|(?<!\w)_|_(?!\w)/g, entity)
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}

/**
 * GitHub links people and issues after it has read entities, so a space without width follows their sign. A `#` after `&`
 * belongs to an entity.
 */
function escapedPart(text: string): string {
  return entities(onOneLine(text)).replace(/@(?=\w)|(?<!&)#(?=\w)/g, (sign) => `${entity(sign)}&#8203;`);
}

function escaped(text: string): string {
  return escapedPart(text).trim();
}

/** Text that begins like a list, a quotation, a heading or a rule, as text. */
function unmarked(line: string): string {
  return line
    .replace(/^(?:[-+=>]|#+(?= |$))/, (mark) => [...mark].map(entity).join(''))
    .replace(/^(\d+)([.)])(?= |$)/, (_, number: string, mark: string) => `${number}${entity(mark)}`);
}

/** A name in code type. In tables even code may not contain a bar. */
function codeIn(text: string): string {
  const line = plainLine(text);
  if (line === '') return '<code>&nbsp;</code>';
  return /^[\w+\-./:=, %]+$/.test(line) ? `\`${line}\`` : `<code>${strictEntities(line)}</code>`;
}

/** Within HTML. */
function strictEntities(text: string): string {
  return text
    .replace(/[&<>"|`*_[\]\\~#$@]/g, entity)
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}

/** The fence is longer than any run of backticks inside. */
function fenced(lines: readonly string[], language: string): string {
  const body = lines.map(plainText).join('\n');
  const longest = Math.max(0, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [fence + language, body, fence].join('\n');
}

/** Padded, so that its source is readable too. */
function tableIn({ columns, rows }: Table): string {
  const body = rows.map((row) => row.map(({ text }) => lineIn(text)));
  const titles = columns.map(({ title }) => escaped(title));
  const widths = titles.map((title, at) =>
    Math.max(3, title.length, ...body.map((cells) => cells[at]?.length ?? 0)),
  );
  const pad = (cell: string, at: number) =>
    columns[at]?.align === 'right' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = columns.map(({ align }, at) => {
    const dashes = '-'.repeat((widths[at] ?? 3) - 1);
    return align === 'right' ? `${dashes}:` : `${dashes}-`;
  });
  return [line(titles), line(rule), ...body.map(line)].join('\n');
}
