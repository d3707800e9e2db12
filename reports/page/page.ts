/** A document as one HTML file that needs nothing else: no network, no other file, no server. */
import { createHash } from 'node:crypto';
import { type Block, figuresIn } from '../document/block.ts';
import { escapeHtml, htmlOf, sectionsOf } from '../render/html.ts';
import { plainLine } from '../render/plain-text.ts';
import { type Assets, loadAssets } from './assets.ts';
import { packed } from './packed.ts';

interface Page {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The whole file, ending in a newline. Its policy allows its own style and script, by their hashes, and nothing else. */
export function pageOf({ title, blocks }: Page, { style, script }: Assets = loadAssets()): string {
  const figures = figuresIn(blocks).map(({ data }) => data);
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(plainLine(title))}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    sectionLinks(blocks),
    `<main>\n${htmlOf(blocks)}\n</main>`,
    `<script type="application/json" id="figures">${inScript(packed(figures))}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** Sections of the second level, and no list for a document that has none. */
function sectionLinks(blocks: readonly Block[]): string {
  const sections = sectionsOf(blocks).filter(({ level }) => level === 2);
  if (sections.length === 0) return '';
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`);
  return `<nav aria-label="Sections"><ul>${items.join('')}</ul></nav>`;
}

/** JSON that no text in it can end early. */
function inScript(value: unknown): string {
  return JSON.stringify(value, (_, part) => shortened(part)).replaceAll('<', '\\u003c');
}

/** Six significant digits: more than a chart shows, and a third of all that a number has. Integers stay, for they may be times. */
function shortened(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
