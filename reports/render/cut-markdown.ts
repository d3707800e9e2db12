/** Cuts a document to what a page of GitHub holds. */
import { type Block, paragraph } from '../document/block.ts';
import type { Part } from '../document/inline.ts';
import { renderMarkdown } from './markdown.ts';

/**
 * Renders as many of the first blocks as fit, and a sentence that says so where some do not. A block is shown whole or
 * not at all, and no heading stands without what it heads.
 *
 * @param mostBytes of the text in UTF-8, so that it has at most as many characters
 * @param rest sentence about where the rest is
 * @returns empty where not even the sentence fits
 */
export function cutMarkdown(blocks: readonly Block[], mostBytes: number, rest: Part): string {
  const whole = renderMarkdown(blocks);
  if (bytes(whole) <= mostBytes) return whole;
  const end = paragraph(rest);
  let left = mostBytes - bytes(renderMarkdown(end));
  if (left < 0) return '';
  const sizes = blocks.map((block) => bytes(renderMarkdown([block])) + 1);
  let kept = sizes.findIndex((size) => {
    left -= size;
    return left < 0;
  });
  while (blocks[kept - 1]?.kind === 'heading') kept -= 1;
  return renderMarkdown([...blocks.slice(0, Math.max(0, kept)), ...end]);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
