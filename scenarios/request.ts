/** What a virtual user sends. Immutable, and encoded once: sending the same object again costs nothing more. */

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Beside Host, Connection and the body's length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the body of a response with an expected status is a correct one; null for any. Pure: a client may skip it for a body it has just seen. */
  readonly expect: ((body: string) => boolean) | null;
}

/** A request of which only the path must be said. */
export function request({
  method = 'GET',
  path,
  headers = {},
  body = null,
  expect = null,
}: Partial<Request> & Pick<Request, 'path'>): Request {
  return Object.freeze({ method, path, headers: Object.freeze({ ...headers }), body, expect });
}
