/**
 * Request is what a virtual user sends. It is immutable and encoded once: sending the same object again costs nothing
 * more.
 */
import type { Expectation } from './expectation.ts';
import { ANY_RESPONSE } from './expectation.ts';

export interface Request {
  readonly kind: 'request';
  readonly method: string;
  /** Includes the query. */
  readonly path: string;
  /** In addition to Host, Connection, Cookie and the body's length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** Requests with the same label share their figures; null: the method and the path without its query. */
  readonly label: string | null;
  /** The correct responses. */
  readonly expect: Expectation;
}

/** RequestOptions describes a request; at most one of `body`, `json` and `form`. */
export interface RequestOptions extends Partial<Omit<Request, 'kind' | 'path' | 'expect'>> {
  readonly path: string;
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as an HTML form, with its content type. */
  readonly form?: Readonly<Record<string, string>>;
  readonly expect?: Partial<Expectation>;
}

/** request makes a request; only the path is required. */
export function request(options: RequestOptions): Request {
  const { method = 'GET', path, headers = {}, label = null, expect } = options;
  const { body, contentType } = content(options);
  const hasType = hasHeader(headers, 'content-type');
  return Object.freeze({
    kind: 'request',
    method,
    path,
    headers: Object.freeze(
      contentType === null || hasType ? { ...headers } : { 'Content-Type': contentType, ...headers },
    ),
    body,
    label,
    expect: expect === undefined ? ANY_RESPONSE : Object.freeze({ ...ANY_RESPONSE, ...expect }),
  });
}

function content({ body, json, form }: RequestOptions): {
  readonly body: Request['body'];
  readonly contentType: string | null;
} {
  if (json !== undefined) return { body: JSON.stringify(json), contentType: 'application/json' };
  if (form !== undefined) {
    return {
      body: new URLSearchParams(form).toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  return { body: body ?? null, contentType: null };
}

/** hasHeader says whether there is a header with a name, which is given in lower case. */
export function hasHeader(headers: Request['headers'], wanted: string): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === wanted);
}

/** labelOf returns the label under which the request's figures are counted. */
export function labelOf({ label, method, path }: Request): string {
  return label ?? `${method} ${path.replace(/\?.*$/s, '')}`;
}
