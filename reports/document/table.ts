/** A table as data: a column says how it fills its cells, and by what a reader may sort it. */
import { type Part, type Text, textFrom } from './inline.ts';

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly text: Text;
  /** By which it is sorted in place of its words: the number that it shows. Null where it shows none. */
  readonly value: number | null;
}

export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => Part;
  /** The number that the cell shows, the low end of an interval; left out, it is sorted by its words. */
  readonly value?: (row: Row) => number | null;
}

/** A column of names, on the left. */
export function nameColumn<Row>(title: string, cell: Column<Row>['cell']): Column<Row> {
  return { title, align: 'left', cell };
}

/** A column of figures, on the right. */
export function figureColumn<Row>(
  title: string,
  cell: Column<Row>['cell'],
  value: NonNullable<Column<Row>['value']>,
): Column<Row> {
  return { title, align: 'right', cell, value };
}

/** Nothing where there are no rows: a table that is empty has nothing to introduce. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table[] {
  if (rows.length === 0) return [];
  const cellsOf = (row: Row) =>
    columns.map(({ cell, value }): Cell => ({ text: textFrom([cell(row)]), value: value?.(row) ?? null }));
  return [
    {
      kind: 'table',
      columns: columns.map(({ title, align }) => ({ title, align })),
      rows: rows.map(cellsOf),
    },
  ];
}
