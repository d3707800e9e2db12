/** Writes a document to standard output, limited to a width that is easy to read. */
import type { Block } from '../../reports/document/block.ts';
import { paletteFor } from '../../reports/render/palette.ts';
import { renderTerminal } from '../../reports/render/terminal.ts';
import type { CommandContext } from './command-context.ts';

const WIDEST = 100;

export interface Output extends Pick<CommandContext, 'env'> {
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
}

export function print(blocks: readonly Block[], { stdout, env }: Output): void {
  const columns = Math.min(WIDEST, stdout.columns ?? 80);
  stdout.write(renderTerminal(blocks, { columns, palette: paletteFor(stdout, env) }));
}
