/** Renderings of a document for tests. */
import { type Block, figuresIn } from '../document/block.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { paletteFor } from '../render/palette.ts';
import { renderTerminal } from '../render/terminal.ts';

/** Without colours. */
export function terminalText(blocks: readonly Block[], columns = 80): string {
  return renderTerminal(blocks, { columns, palette: paletteFor({}, {}) });
}

/** Markdown with every picture. */
export function markdownText(blocks: readonly Block[]): string {
  return renderMarkdown(blocks, { images: new Set(figuresIn(blocks).flatMap(({ file }) => file ?? [])) });
}
