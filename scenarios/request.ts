/**
 * Request is what a virtual user sends. It is immutable and encoded once: sending the same object again costs nothing
 * more.
 */

export interface Request {
  readonly method: string;
  /** Includes the query. */
  readonly path: string;
  /** In addition to Host, Connection and the body's length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /**
   * Whether the body of a response with an expected status is correct; null to accept any. It must be pure: a client
   * may skip it for a body that it has just seen.
   */
  readonly expect: ((body: string) => boolean) | null;
}

/** request makes a request; only the path is required. */
export function request({
  method = 'GET',
  path,
  headers = {},
  body = null,
  expect = null,
}: Partial<Request> & Pick<Request, 'path'>): Request {
  return Object.freeze({ method, path, headers: Object.freeze({ ...headers }), body, expect });
}
