import { type Block, paragraph } from '../document/block.ts';
import { code, text } from '../document/inline.ts';
import { counted } from '../format.ts';

/** Below a table or list that was cut; nothing where all of it is shown. */
export function leftOut(all: number, most: number, what: string): Block[] {
  return all > most
    ? paragraph(text`${counted(all - most, `more ${what}`)} in ${code('comparison.json')}.`)
    : [];
}
