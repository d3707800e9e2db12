import type { Block } from '../document/block.ts';

/**
 * Rendered blocks, without those that render to nothing: charts that were not drawn, folded blocks on a terminal. A heading
 * that has nothing below it is left out too, unless it is the title.
 */
export function filledParts(blocks: readonly Block[], render: (block: Block) => string): string[] {
  const parts = blocks.map((block) => ({ level: levelOf(block), text: render(block) }));
  const filled = parts.filter(({ text }) => text.trim() !== '');
  return filled
    .filter(({ level }, at) => {
      if (level === null || level === 1) return true;
      const next = filled.slice(at + 1).find((part) => part.level === null || part.level <= level);
      return next !== undefined && next.level === null;
    })
    .map(({ text }) => text);
}

function levelOf(block: Block): number | null {
  return block.kind === 'heading' ? block.level : null;
}
