import { type Column, figureColumn } from '../document/table.ts';
import { UNKNOWN } from '../format.ts';

/** A column of numbers, each shown by `format` and sorted by its value; a dash where it is unknown. */
export function numberColumn<Row>(
  title: string,
  value: (row: Row) => number | null | undefined,
  format: (value: number) => string,
): Column<Row> {
  const known = (row: Row) => value(row) ?? null;
  return figureColumn(
    title,
    (row) => {
      const number = known(row);
      return number === null ? UNKNOWN : format(number);
    },
    known,
  );
}
