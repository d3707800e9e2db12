/** Templates of requests: `{{column}}` stands for the value of a row of the data file. */
import type { Expectation } from '../../../scenarios/expectation.ts';
import { labelOf, type Request } from '../../../scenarios/request.ts';
import type { Row } from '../../../scenarios/user.ts';
import { type Escape, escapeFor } from './content.ts';

const COLUMN = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** columnsIn returns the columns that a text names. */
export function columnsIn(text: string): string[] {
  return [...text.matchAll(COLUMN)].map(([, column = '']) => column);
}

/** Returns a text with the values of a row. */
export type Fill = (row: Row) => string;

/** fillOf compiles a text; the names of other columns stay as they are. */
export function fillOf(text: string, columns: ReadonlySet<string>, written: Escape = asIs): Fill {
  const parts: { readonly before: string; readonly column: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(COLUMN)) {
    const [whole, column = ''] = match;
    if (!columns.has(column)) continue;
    parts.push({ before: text.slice(end, match.index), column });
    end = match.index + whole.length;
  }
  const rest = text.slice(end);
  const [first, ...others] = parts;
  if (first === undefined) return () => text;
  return (row) => {
    let filled = first.before + written(row[first.column] ?? '');
    for (const { before, column } of others) filled += before + written(row[column] ?? '');
    return filled + rest;
  };
}

function asIs(value: string): string {
  return value;
}

/** RequestTemplate is a request that names columns. Its requests share its label and its expectation. */
export class RequestTemplate {
  readonly request: Request;
  readonly columns: ReadonlySet<string>;
  readonly path: Fill;
  readonly body: Fill | null;

  constructor(request: Request, columns: ReadonlySet<string>) {
    this.request = { ...request, label: labelOf(request) };
    this.columns = columns;
    this.path = fillOf(request.path, columns, encodeURIComponent);
    this.body =
      typeof request.body === 'string' ? fillOf(request.body, columns, escapeFor(request.headers)) : null;
  }

  fill(row: Row): Request {
    return new FilledRequest(this, row);
  }
}

/** FilledRequest is the request of a template for one row. Its parts are made only when they are asked for. */
export class FilledRequest implements Request {
  readonly kind = 'request';
  readonly template: RequestTemplate;
  readonly row: Row;

  constructor(template: RequestTemplate, row: Row) {
    this.template = template;
    this.row = row;
  }

  get method(): string {
    return this.template.request.method;
  }

  get path(): string {
    return this.template.path(this.row);
  }

  get headers(): Request['headers'] {
    const { request, columns } = this.template;
    return Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, fillOf(value, columns)(this.row)]),
    );
  }

  get body(): Request['body'] {
    const { request, body } = this.template;
    return body === null ? request.body : body(this.row);
  }

  get label(): string | null {
    return this.template.request.label;
  }

  get expect(): Expectation {
    return this.template.request.expect;
  }
}

/** requestTemplate returns the template of a request; null if it names none of the columns. */
export function requestTemplate(request: Request, columns: readonly string[]): RequestTemplate | null {
  const texts = [request.path, ...Object.values(request.headers)];
  if (typeof request.body === 'string') texts.push(request.body);
  const isTemplate = texts.flatMap(columnsIn).some((column) => columns.includes(column));
  return isTemplate ? new RequestTemplate(request, new Set(columns)) : null;
}
