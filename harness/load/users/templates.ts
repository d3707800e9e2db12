/** Templates of requests: `{{column}}` stands for the value of a row of the data file. */
import type { Request } from '../../../scenarios/request.ts';
import { labelOf } from '../../../scenarios/request.ts';
import type { Row } from '../../../scenarios/user.ts';
import { type Escape, escapeFor } from './content.ts';

const COLUMN = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** columnsIn returns the columns that a text names. */
export function columnsIn(text: string): string[] {
  return [...text.matchAll(COLUMN)].map(([, column = '']) => column);
}

/**
 * requestTemplate compiles a request once; for each row it then returns the request to send. Null if nothing in it
 * names a column. All requests of a template share its label.
 */
export function requestTemplate(
  request: Request,
  columns: readonly string[],
): ((row: Row) => Request) | null {
  const known = new Set(columns);
  const path = compile(request.path, known, encodeURIComponent);
  const headers = compileHeaders(request.headers, known);
  const body =
    typeof request.body === 'string' ? compile(request.body, known, escapeFor(request.headers)) : null;
  if (path === null && headers === null && body === null) return null;
  const fixed = { ...request, label: labelOf(request) };
  return (row) => ({
    ...fixed,
    path: path === null ? fixed.path : path(row),
    headers: headers === null ? fixed.headers : headers(row),
    body: body === null ? fixed.body : body(row),
  });
}

type Fill = (row: Row) => string;

/** Returns null if the text names none of the columns; names of others stay as they are. */
function compile(text: string, columns: ReadonlySet<string>, written: Escape): Fill | null {
  const parts: { readonly before: string; readonly column: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(COLUMN)) {
    const [whole, column = ''] = match;
    if (!columns.has(column)) continue;
    parts.push({ before: text.slice(end, match.index), column });
    end = match.index + whole.length;
  }
  const rest = text.slice(end);
  if (parts.length === 0) return null;
  return (row) => {
    let filled = '';
    for (const { before, column } of parts) filled += before + written(row[column] ?? '');
    return filled + rest;
  };
}

function compileHeaders(
  headers: Request['headers'],
  columns: ReadonlySet<string>,
): ((row: Row) => Request['headers']) | null {
  const fills = Object.entries(headers).map(
    ([name, value]) => [name, compile(value, columns, (text) => text) ?? (() => value)] as const,
  );
  const isTemplate = Object.values(headers).some((value) => columnsIn(value).some((one) => columns.has(one)));
  return isTemplate ? (row) => Object.fromEntries(fills.map(([name, fill]) => [name, fill(row)])) : null;
}
