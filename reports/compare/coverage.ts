/** How much of both sides a comparison covers. */
import type { Comparison } from '../../harness/records/comparison.ts';
import { type Block, paragraph } from '../document/block.ts';
import { text } from '../document/inline.ts';
import { counted } from '../format.ts';
import { cellNames } from './names.ts';

/** How many pairs a variant has. Empty where the trials are not paired. */
export function pairsSentence({ cells }: Comparison): Block[] {
  const pairs = cells.flatMap((cell) => cell.pairs ?? []);
  if (pairs.length === 0) return [];
  const [low, high] = [Math.min(...pairs), Math.max(...pairs)];
  return paragraph(`${low === high ? '' : `${low} to `}${counted(high, 'pair')} of trials per variant.`);
}

/** Variants that one side lacks, a part for each side. @param most names in each list */
export function onlyInOneSide({ onlyInBase, onlyInHead }: Comparison, most: number): Block[][] {
  const onlyIn = (side: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : paragraph(text`Only in ${side}, not compared: ${cellNames(ids, most)}.`);
  return [onlyIn('base', onlyInBase), onlyIn('head', onlyInHead)];
}
