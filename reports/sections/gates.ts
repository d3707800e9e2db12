/** The gates of a run: what was met, and how that was judged. */
import type { Gate } from '../../harness/records/gate.ts';
import { type Block, paragraph, section } from '../document/block.ts';
import { strong, text, tinted } from '../document/inline.ts';
import { capital } from '../format.ts';
import { gateNotes, gatesTable, worstFirst } from '../gates/table.ts';
import { gatesInWords } from '../gates/words.ts';

/** gatesSection is the part of a report about gates; nothing without gates. */
export function gatesSection(gates: readonly Gate[]): Block[] {
  if (gates.length === 0) return [];
  return section(2, 'Gates', [
    ...paragraph(strong(`${capital(gatesInWords(gates))}.`)),
    ...gatesTable(worstFirst(gates)),
    ...gateNotes(worstFirst(gates)),
    ...paragraph(howJudged(gates)),
  ]);
}

/** gatesSummary is the part of the closing words of a run about gates; nothing without gates. */
export function gatesSummary(gates: readonly Gate[]): Block[] {
  if (gates.length === 0) return [];
  const isMet = gates.every(({ result }) => result === 'met');
  return [
    ...gatesTable(worstFirst(gates)),
    ...gateNotes(worstFirst(gates)),
    ...paragraph(tinted(isMet ? 'good' : 'bad', capital(gatesInWords(gates)))),
  ];
}

/** howJudged explains the table, and what is special in it. */
function howJudged(gates: readonly Gate[]) {
  const isAssumed = gates.some(({ interval }) => interval?.source === 'assumed');
  const zero = gates.some(({ limit }) => limit === 0);
  return text`A gate is met if the whole 95% interval of the mean over trials keeps the limit, not met if no part of it does, and undecided otherwise; undecided counts as not met.${isAssumed ? ' An assumed interval stands around a single trial, which shows no spread: it is as wide as trials may differ on a quiet host.' : ''}${zero ? ' A limit of 0 is about what was seen: no run proves that something never happens.' : ''}`;
}
