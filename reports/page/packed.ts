/** Data of figures as a page stores it: lists of like objects as columns, so that each key is written once per list. */

/** No object of a figure has this key. */
const COLUMNS = '';
/** Shorter lists gain nothing. */
const LEAST_ROWS = 3;

type Fields = Readonly<Record<string, unknown>>;

export function packed(value: unknown): unknown {
  if (Array.isArray(value)) return columnsOf(value) ?? value.map(packed);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, packed(part)]));
}

export function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (!isObject(value)) return value;
  const stored = value[COLUMNS];
  if (Array.isArray(stored)) return rowsOf(stored);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpacked(part)]));
}

/** Null where the rows do not all have the same keys, in the same order. */
function columnsOf(rows: readonly unknown[]): Fields | null {
  const [first] = rows;
  if (rows.length < LEAST_ROWS || !isObject(first)) return null;
  const keys = Object.keys(first);
  const isLike = (row: unknown): row is Fields =>
    isObject(row) && Object.keys(row).join('\n') === keys.join('\n');
  if (keys.length === 0 || !rows.every(isLike)) return null;
  return { [COLUMNS]: [keys, ...keys.map((key) => packed(rows.map((row) => row[key])))] };
}

function rowsOf([keys, ...columns]: readonly unknown[]): Fields[] {
  const names = Array.isArray(keys) ? keys.map(String) : [];
  const lists = columns.map((column) => {
    const list = unpacked(column);
    return Array.isArray(list) ? list : [];
  });
  return Array.from({ length: lists[0]?.length ?? 0 }, (_, row) =>
    Object.fromEntries(names.map((name, at) => [name, lists[at]?.[row]])),
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
