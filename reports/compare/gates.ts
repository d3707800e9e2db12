import type { Gate } from '../../harness/records/gate.ts';
import { type Block, type Level, section } from '../document/block.ts';
import { gateNotes, gatesTable, worstFirst } from '../gates/table.ts';
import { leftOut } from './left-out.ts';

/** Gates of the head, those that are not met first. Nothing without gates. */
export function gatesSection(level: Level, gates: readonly Gate[], most: number): Block[] {
  const shown = worstFirst(gates).slice(0, most);
  return section(level, 'Gates', [
    ...gatesTable(shown, 'head'),
    ...gateNotes(shown),
    ...leftOut(gates.length, most, 'gate'),
  ]);
}
