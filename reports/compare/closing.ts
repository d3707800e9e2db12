/** The last lines of a comparison's documents. */
import type { Comparison } from '../../harness/records/comparison.ts';
import { type Block, list, paragraph } from '../document/block.ts';
import { code, text } from '../document/inline.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { short } from './names.ts';

/** Charts that could not be drawn, with the reasons. */
export function undrawnList(undrawn: readonly UndrawnFigure[]): Block[] {
  return list(undrawn.map(({ file, reason }) => text`Not drawn: ${code(file)}: ${short(reason)}`));
}

/** The program that wrote the document, and the file that its figures come from. */
export function writtenBy({ tool }: Comparison): Block[] {
  return paragraph(
    text`Written by ${short(tool.name)} ${short(tool.version)}; every figure comes from ${code('comparison.json')}.`,
  );
}
