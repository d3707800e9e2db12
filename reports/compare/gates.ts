import type { Gate } from '../../harness/records/comparison.ts';
import { type Block, type Level, section } from '../document/block.ts';
import { code, strong, tinted } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, type Table, table } from '../document/table.ts';
import { leftOut } from './left-out.ts';
import { short } from './names.ts';
import { gateValue } from './words.ts';

type Row = Pick<Gate, 'text' | 'cell' | 'met' | 'metric' | 'value' | 'lacking'>;

/** Gates, those that are not met first. Nothing without gates. */
export function gatesSection(level: Level, gates: readonly Gate[], most: number): Block[] {
  const rows = gates.toSorted((a, b) => Number(a.met) - Number(b.met)).slice(0, most);
  return section(level, 'Gates', [...gatesTable(rows), ...leftOut(gates.length, most, 'gate')]);
}

/** A row for each gate; its variant has a column where a gate holds for several. */
export function gatesTable(rows: readonly Row[]): Table[] {
  const isNamed = rows.every(({ text, cell }) => text.includes(` ${cell} `));
  return table(isNamed ? columns.filter((column) => column !== variant) : columns, rows);
}

const variant = nameColumn<Row>('variant', ({ cell }) => code(short(cell)));

const columns: readonly Column<Row>[] = [
  nameColumn('met', ({ met }) => (met ? tinted('good', 'yes') : strong(tinted('bad', 'no')))),
  nameColumn('gate', ({ text }) => code(short(text))),
  variant,
  figureColumn('head', gateValue, ({ value }) => value),
];
