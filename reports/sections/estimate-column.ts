import { type Column, figureColumn } from '../document/table.ts';
import { type Estimate, withInterval } from '../estimate.ts';
import { UNKNOWN } from '../format.ts';

/**
 * A column of means with their intervals, sorted by the mean.
 *
 * @param per divisor of the shown figure, as the metric has it
 */
export function estimateColumn<Row>(
  title: string,
  value: (row: Row) => Estimate | null,
  per = 1,
): Column<Row> {
  return figureColumn(
    title,
    (row) => {
      const known = value(row);
      return known === null ? UNKNOWN : withInterval(known, per);
    },
    (row) => value(row)?.mean ?? null,
  );
}
