/** RequestChanges are the user's own method, headers, body and expectations, in place of those of a scenario. */
import { ANY_RESPONSE, type Expectation } from './expectation.ts';
import type { Request } from './request.ts';

/** Plain data, since it is sent to load processes. Null keeps what the scenario has. */
export interface RequestChanges {
  readonly path: string | null;
  readonly method: string | null;
  /** In addition to the scenario's, or in place of those with the same name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: SentBody | null;
  readonly expectStatuses: readonly number[] | null;
  /** Text that the body contains. */
  readonly expectBody: string | null;
  /** Text that each header contains. */
  readonly expectHeaders: Readonly<Record<string, string>>;
}

/** Bytes that are not text travel as base64. */
export type SentBody = { readonly text: string } | { readonly base64: string };

export const NO_CHANGES: RequestChanges = {
  path: null,
  method: null,
  headers: {},
  body: null,
  expectStatuses: null,
  expectBody: null,
  expectHeaders: {},
};

/** changed returns the request with the changes. */
export function changed(original: Request, changes: RequestChanges): Request {
  const { path, method, headers, body } = changes;
  return Object.freeze({
    ...original,
    path: path ?? original.path,
    method: method ?? original.method,
    headers: withHeaders(original.headers, headers),
    body: body === null ? original.body : bytesOf(body),
    expect: expectationOf(original.expect, changes),
  });
}

/** The scenario's check of the body holds only for the scenario's own request and status. */
function expectationOf(original: Expectation, changes: RequestChanges): Expectation {
  const { path, method, body, expectStatuses, expectBody, expectHeaders } = changes;
  const isOwn = path === null && method === null && body === null && expectStatuses === null;
  const base = isOwn ? original : ANY_RESPONSE;
  return Object.freeze({
    statuses: expectStatuses ?? base.statuses,
    body: expectBody ?? base.body,
    headers: { ...base.headers, ...expectHeaders },
    failures: original.failures,
  });
}

/** withHeaders returns headers with others added, which replace those with the same name in any case. */
export function withHeaders(
  original: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const kept = Object.entries(original).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.freeze({ ...Object.fromEntries(kept), ...added });
}

function bytesOf(body: SentBody): string | Uint8Array {
  return 'text' in body ? body.text : Buffer.from(body.base64, 'base64');
}
