/** Feeds the rows of a data file to the virtual users of one load process. */
import type { Row, UserRows } from '../../../scenarios/user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';

export type RowFeed = () => Row;

/** Each order returns the index of the next row. */
const ORDERS: Readonly<Record<UserRows['order'], (count: number, seed: number) => () => number>> = {
  'in-order': (count) => {
    let next = 0;
    return () => next++ % count;
  },
  random: (count, seed) => {
    const random = mulberry32(seed);
    return () => Math.floor(random() * count);
  },
};

export const dataOrders = Object.keys(ORDERS) as readonly UserRows['order'][];

/** rowFeed returns the next row at each call. All users of the process share it. */
export function rowFeed(data: UserRows | null, seed: number): RowFeed {
  if (data === null) return noRows;
  const rows = data.rows.map((values) => rowOf(data, values));
  const next = ORDERS[data.order](rows.length, seed);
  return () => rows[next()] ?? {};
}

/** firstRow returns the row of the first request; an empty one without a data file. */
export function firstRow(data: UserRows | null): Row {
  return data === null ? {} : rowOf(data, data.rows[0] ?? []);
}

function rowOf({ columns }: UserRows, values: readonly string[]): Row {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
}

function noRows(): never {
  throw new Error('the scenario asks for a row, but the run has no data file (--data-file)');
}
