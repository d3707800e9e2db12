/** Requests to GitHub's REST and GraphQL interfaces: with a time limit, and repeated where that does no harm. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';

const TIMEOUT_MS = 15_000;
const MOST_TRIES = 4;
/** GitHub may ask for an hour. A job should not wait for it. */
const LONGEST_WAIT_SECONDS = 60;

export interface ApiAccess {
  /** Such as `https://api.github.com`, without a slash at its end. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly token: string;
  /** Waits before a request is repeated; replaced in tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly body?: unknown;
}

/** ApiError is an answer other than 2xx, or none at all; then its status is null. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number | null;

  constructor({ method, url }: ApiRequest, status: number | null, reason: string, options?: ErrorOptions) {
    super(`${method} ${url}: ${status === null ? '' : `${status} `}${reason}`, options);
    this.status = status;
  }
}

/**
 * requestJson sends one request. Everything is repeated after a rate limit, which refuses a request before it does
 * anything; reading and changing also after an error of the server. A POST is not, because it may have succeeded.
 *
 * @param schema of the response's body
 * @throws {ApiError}
 */
export async function requestJson<Schema extends z.ZodType>(
  request: ApiRequest,
  schema: Schema,
  access: ApiAccess,
): Promise<z.infer<Schema>> {
  const { wait = sleep } = access;
  for (let tried = 1; ; tried += 1) {
    const answer = await send(request, access);
    if (answer instanceof Response && answer.ok) return bodyOf(answer, request, schema);
    const seconds = secondsToWait(answer, request, tried);
    if (seconds === null || tried === MOST_TRIES) throw await errorOf(answer, request);
    if (answer instanceof Response) await answer.body?.cancel();
    await wait(seconds * 1_000);
  }
}

async function bodyOf<Schema extends z.ZodType>(
  answer: Response,
  request: ApiRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const body: unknown = await answer.json().catch((error: Error) => {
    throw new ApiError(request, null, error.message, { cause: error });
  });
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiError(
    request,
    answer.status,
    `unexpected answer at ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

async function send({ method, url, body }: ApiRequest, { token }: ApiAccess): Promise<Response | Error> {
  return fetch(url, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'cluster-bench',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: Error) => error);
}

/** Returns null if the request is not repeated. */
function secondsToWait(answer: Response | Error, { method }: ApiRequest, tried: number): number | null {
  const usual = 2 ** (tried - 1);
  const mayRepeat = method !== 'POST';
  if (answer instanceof Error) return mayRepeat ? usual : null;
  const { status, headers } = answer;
  const asked = headers.get('retry-after');
  const isLimited =
    status === 429 || (status === 403 && (asked !== null || headers.get('x-ratelimit-remaining') === '0'));
  if (isLimited) {
    const seconds = asked === null ? usual : Number(asked);
    return seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
  }
  return mayRepeat && status >= 500 ? usual : null;
}

async function errorOf(answer: Response | Error, request: ApiRequest): Promise<ApiError> {
  if (answer instanceof Error) {
    const reason = answer.cause instanceof Error ? answer.cause.message : answer.message;
    return new ApiError(request, null, reason, { cause: answer });
  }
  const body = (await answer.json().catch(() => null)) as { message?: unknown } | null;
  const said = typeof body?.message === 'string' ? body.message : answer.statusText;
  return new ApiError(request, answer.status, said);
}
