/** Gates as a table, and notes on them. */
import type { Gate } from '../../harness/records/gate.ts';
import { short } from '../compare/names.ts';
import { type Block, list } from '../document/block.ts';
import { code, type Part, strong, text, tinted } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, type Table, table } from '../document/table.ts';
import { counted } from '../format.ts';
import { gateInterval, gateValue, isNamed, RESULT_WORDS } from './words.ts';

/**
 * gatesTable has a row for each gate. Variant and label have columns where a pattern holds for several.
 *
 * @param figure title of the column of figures: the side that is judged, or the figure itself
 */
export function gatesTable(gates: readonly Gate[], figure = 'figure'): Table[] {
  return table(
    [
      nameColumn('result', resultCell),
      nameColumn<Gate>('gate', (gate) => code(short(gate.text))),
      ...(gates.every(isNamed) ? [] : [VARIANT]),
      ...(gates.every(hasLabelInText) ? [] : [LABEL]),
      figureColumn(figure, gateValue, (gate) => gate.value),
      figureColumn('95% interval', gateInterval, ({ interval }) => interval?.low ?? null),
    ],
    gates,
  );
}

const RESULTS: Readonly<Record<Gate['result'], Part>> = {
  met: tinted('good', RESULT_WORDS.met),
  'not-met': strong(tinted('bad', RESULT_WORDS['not-met'])),
  undecided: strong(tinted('doubtful', RESULT_WORDS.undecided)),
};

function resultCell({ result }: Gate): Part {
  return RESULTS[result];
}

const VARIANT: Column<Gate> = nameColumn('variant', ({ cell }) => code(short(cell)));
const LABEL: Column<Gate> = nameColumn('label', ({ label }) => (label === null ? '' : code(short(label))));

function hasLabelInText({ text: written, label }: Gate): boolean {
  return label === null || written.includes(`[${label}]`);
}

/** gateNotes say of each gate that could not be decided why, and which of the others lack trials. */
export function gateNotes(gates: readonly Gate[]): Block[] {
  return list(
    gates.flatMap((gate) => {
      const note = noteOf(gate);
      return note === null ? [] : [text`${code(short(gate.text))}${whereText(gate)}: ${short(note)}`];
    }),
  );
}

function noteOf({ reason, lacking }: Gate): string | null {
  if (reason !== null) return `undecided, ${reason}`;
  return lacking === 0 ? null : `${counted(lacking, 'trial')} without a figure`;
}

function whereText(gate: Gate): Part {
  const where = isNamed(gate) ? '' : text` in ${code(short(gate.cell))}`;
  return hasLabelInText(gate) ? where : text`${where} for ${code(short(gate.label ?? ''))}`;
}

/** worstFirst puts gates that are not met before undecided ones, and those before gates that are met. */
export function worstFirst(gates: readonly Gate[]): Gate[] {
  const order: readonly Gate['result'][] = ['not-met', 'undecided', 'met'];
  return gates.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
}
