/** Renders a document as HTML. Text and attributes are escaped here; no other file writes tags of a document. */
import type { Block, Figure } from '../document/block.ts';
import { type Inline, type Text, wordsOf } from '../document/inline.ts';
import type { Cell, Table } from '../document/table.ts';
import { Names } from './names.ts';
import { isSafeAddress, onOneLine, plainText } from './plain-text.ts';

/** One line per block. Figures are canvases that the page's script draws into, in their order. */
export function htmlOf(blocks: readonly Block[]): string {
  return inOrder(blocks, new Names(), 'table').join('\n');
}

/** Headings of a document at its top level, by the ids that `htmlOf` gives them. */
export function sectionsOf(blocks: readonly Block[]): { id: string; level: number; title: string }[] {
  const names = new Names();
  return blocks.flatMap((block) => {
    if (block.kind === 'details') takeAddresses(block.blocks, names);
    if (block.kind !== 'heading') return [];
    return [{ id: addressOf(block.text, names), level: block.level, title: onOneLine(wordsOf(block.text)) }];
  });
}

/** Takes the addresses of headings that are folded away, so that later ones are numbered alike. */
function takeAddresses(blocks: readonly Block[], names: Names): void {
  for (const block of blocks) {
    if (block.kind === 'heading') addressOf(block.text, names);
    if (block.kind === 'details') takeAddresses(block.blocks, names);
  }
}

/** @param title what the blocks are about: a table is named after the nearest heading before it, or else after this. */
function inOrder(blocks: readonly Block[], names: Names, title: string): string[] {
  let nearest = title;
  return blocks.map((block) => {
    if (block.kind === 'heading') nearest = wordsOf(block.text);
    return blockIn(block, names, nearest);
  });
}

function blockIn(block: Block, names: Names, title: string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${addressOf(block.text, names)}">${lineIn(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${lineIn(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lineIn(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableIn(block, names.region(onOneLine(title)));
    case 'figure':
      return figureIn(block);
    case 'callout': {
      const items = block.items.map((item) => `<li>${lineIn(item)}</li>`).join('');
      return `<aside class="callout ${block.tone}" aria-label="${names.region(block.tone)}"><ul>${items}</ul></aside>`;
    }
    case 'details': {
      const body = inOrder(block.blocks, names, wordsOf(block.summary)).join('\n');
      return `<details><summary>${lineIn(block.summary)}</summary>\n${body}\n</details>`;
    }
    case 'code-block':
      return `<pre tabindex="0"><code>${escapeHtml(block.lines.map(plainText).join('\n'))}</code></pre>`;
  }
}

function lineIn(text: Text): string {
  return text.map(inlineIn).join('');
}

function inlineIn(inline: Inline): string {
  if (typeof inline === 'string') return escapeHtml(onOneLine(inline));
  switch (inline.kind) {
    case 'code':
      return `<code>${escapeHtml(onOneLine(inline.text))}</code>`;
    case 'strong':
      return `<strong>${lineIn(inline.text)}</strong>`;
    case 'tinted':
      return `<span class="${inline.tint}">${lineIn(inline.text)}</span>`;
    case 'link':
      return isSafeAddress(inline.href)
        ? `<a href="${escapeHtml(inline.href)}" rel="noreferrer">${lineIn(inline.text)}</a>`
        : lineIn(inline.text);
  }
}

/** A wide table scrolls within its own frame, by keyboard too. */
function tableIn({ columns, rows }: Table, name: string): string {
  const heads = columns.map(
    ({ title, align }) =>
      `<th scope="col" class="${align}"><button type="button">${escapeHtml(onOneLine(title))}</button></th>`,
  );
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => cellIn(cell, columns[at]?.align)).join('')}</tr>`,
  );
  return `<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(name)}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellIn({ text, value }: Cell, align: 'left' | 'right' = 'left'): string {
  const sort = value !== null && Number.isFinite(value) ? ` data-value="${value}"` : '';
  return `<td class="${align}"${sort}>${lineIn(text)}</td>`;
}

/** A canvas with the chart's words, for readers who cannot see the drawing. It takes keys, which an `img` would not get. */
function figureIn({ data }: Figure): string {
  const { id, title, subtitle, alt } = data;
  const lines = subtitle.map((line) => `<small>${escapeHtml(onOneLine(line))}</small>`);
  return `<figure data-figure="${escapeHtml(onOneLine(id))}"><figcaption><strong>${escapeHtml(onOneLine(title))}</strong>${lines.join('')}</figcaption><div class="plot"><canvas role="application" aria-roledescription="chart" tabindex="0" aria-label="${escapeHtml(onOneLine(alt))}"></canvas></div></figure>`;
}

function addressOf(text: Text, names: Names): string {
  return names.address(wordsOf(text));
}

/** For text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
