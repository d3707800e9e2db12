/** Tables as CSV of RFC 4180: a header, CRLF at line ends, quotes where needed. */
import { stringify } from 'csv-stringify/sync';
import { plainText } from '../../render/plain-text.ts';

/** Texts come from records; null is an empty field. */
export type Value = string | number | boolean | null;

export interface Column<Row> {
  /** Contains the unit. It never changes once published. */
  readonly name: string;
  readonly value: (row: Row) => Value;
}

/**
 * A line for each row. Numbers have the record's full precision. A text that begins with `=`, `+`, `-`, `@` or a tab
 * gets an apostrophe in front, because a spreadsheet would run it as a formula.
 */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const fields = rows.map((row) => columns.map(({ value }) => field(value(row))));
  return stringify([columns.map(({ name }) => name), ...fields], {
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  });
}

function field(value: Value): Value {
  return typeof value === 'string' ? plainText(value) : value;
}
