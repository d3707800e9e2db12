/**
 * The probe sends requests before the load begins, to find out whether the app responds correctly, and which client
 * reads its responses correctly.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { hasHeader, type Request, request as requestFor } from '../../../scenarios/request.ts';
import { isFixed, type User } from '../../../scenarios/user.ts';
import { TargetError } from '../../../targets/topology.ts';
import { monotonicMs } from '../../host/clock.ts';
import { bodyFault, headFault } from '../../load/autocannon-limits.ts';
import { firstRequest, type UserIdentity } from '../../load/users/first-request.ts';
import type { ProbedResponse } from '../../records/run.ts';
import { describeFault, describeNoResponse } from './describe-fault.ts';
import { identify } from './identify.ts';
import { NoResponse, ProbeConnection, type ReceivedResponse } from './probe-connection.ts';
import { recordedResponse } from './recorded-response.ts';

export interface Expected {
  readonly user: User;
  /** The probe is one more user, besides those of the load. */
  readonly identity: UserIdentity;
  readonly requestTimeoutSeconds: number;
  /** How long an app may respond wrongly, or not at all, until it must be ready. */
  readonly startTimeoutSeconds: number;
  /**
   * Requested until it gives 2xx, before the measured path; null if the measured path itself shows that the app is
   * ready.
   */
  readonly readyPath: string | null;
  /** Accept any certificate. */
  readonly insecure: boolean;
  /** Called with the fault of each response after which the probe tries again. */
  readonly onWaiting: (fault: string) => void;
  readonly signal: AbortSignal;
}

export interface Probed {
  readonly response: ProbedResponse;
  /** Whether every response announced the end of its connection: each request then has one of its own. */
  readonly closesAlways: boolean;
  /** Why autocannon would misread the responses; null if it would not. */
  readonly autocannonFault: string | null;
}

/**
 * The probe makes up to this many requests within this time, and at least one: an app may close a connection after a
 * few.
 */
const MOST_RESPONSES = 8;
const LONGEST_MS = 500;
/** Pause between two attempts while the app is not ready. */
const RETRY_MS = 250;
const ACCEPT_ENCODING = { 'Accept-Encoding': 'gzip, br' };

/**
 * probe checks the app's responses.
 *
 * @param origin of the target, such as `http://127.0.0.1:3000`
 * @throws {TargetError} when no correct response arrives in time; its message describes the last one
 */
export async function probe(origin: string, expected: Expected): Promise<Probed> {
  const isOne = isFixed(expected.user);
  const asked = { ...expected, origin, request: firstRequest(expected.user, expected.identity) };
  const first = await firstCorrect(asked, deadlineOf(expected));
  // Do not probe a slow app for long; the load checks its responses. A script would not send this request again.
  const isRepeated = isOne && first.tookMs < LONGEST_MS;
  const responses = [first, ...(isRepeated ? await moreResponses(asked) : [])];
  const mayOffer = isRepeated && !hasHeader(asked.request.headers, 'accept-encoding');
  const offered = mayOffer ? await requestOnce(asked, ACCEPT_ENCODING) : null;
  const response = recordedResponse(responses, offered?.headers.get('content-encoding') ?? null);
  return {
    response: isOne ? response : { ...response, shortestMs: null },
    closesAlways: isOne && responses.every(({ response }) => !response.keepAlive),
    autocannonFault: responses.map(faultOf).find((fault) => fault !== null) ?? null,
  };
}

/** untilReady settles when the app responds with 2xx to the path of --ready-path, or at once without one. */
export async function untilReady(origin: string, expected: Expected): Promise<void> {
  if (expected.readyPath === null) return;
  const ready = requestFor({ path: expected.readyPath });
  const user: User = { protocol: 'http', request: ready };
  await firstCorrect({ ...expected, origin, user, request: ready, isReadiness: true }, deadlineOf(expected));
}

function deadlineOf({ startTimeoutSeconds }: Expected): number {
  return monotonicMs() + 1_000 * startTimeoutSeconds;
}

interface Asked extends Expected {
  readonly origin: string;
  readonly request: Request;
  /** Whether any response but a correct one means that the app is not ready yet. */
  readonly isReadiness?: boolean;
}

function connectionFor({
  requestTimeoutSeconds,
  ...asked
}: Pick<Asked, 'origin' | 'request' | 'insecure' | 'requestTimeoutSeconds'> & {
  readonly headers?: Readonly<Record<string, string>>;
}): ProbeConnection {
  return new ProbeConnection({ ...asked, timeoutMs: 1_000 * requestTimeoutSeconds });
}

/** Retries until the response is correct or the time is up: an app may listen before its database is available. */
async function firstCorrect(asked: Asked, deadlineMs: number): Promise<ReceivedResponse> {
  for (;;) {
    const { received, fault } = await tryOnce(asked);
    if (received !== null && fault === null) return received;
    const isOver = monotonicMs() + RETRY_MS >= deadlineMs;
    const mayChange = asked.isReadiness || received === null || mayBecomeReady(received);
    if (isOver || !mayChange) {
      throw new TargetError({ reason: fault ?? '', lastLines: [] });
    }
    asked.onWaiting(fault ?? '');
    await sleep(RETRY_MS, undefined, { signal: asked.signal });
  }
}

/**
 * A server error may be a database that is not available yet; a redirect, a missing page or a wrong body will not
 * change.
 */
function mayBecomeReady({ status, surplusBytes }: ReceivedResponse): boolean {
  return status >= 500 && surplusBytes === 0;
}

type Try =
  | { readonly received: ReceivedResponse; readonly fault: string | null }
  | { readonly received: null; readonly fault: string };

async function tryOnce(asked: Asked): Promise<Try> {
  const { origin, request } = asked;
  const connection = connectionFor(asked);
  const line = `${request.method} ${request.path.replace(/\?.*$/s, '')}`;
  try {
    const received = await connection.request();
    return { received, fault: describeFault(received, asked, line) };
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    const wrongProtocol = await identify(origin, error);
    const reason = `${line} ${wrongProtocol ? `failed: ${wrongProtocol}` : describeNoResponse(error, asked.requestTimeoutSeconds)}`;
    // Waiting changes neither the protocol nor a request that hangs.
    if (wrongProtocol !== null || error.kind === 'timeout' || error.kind === 'malformed') {
      throw new TargetError({ reason, lastLines: [] }, { cause: error });
    }
    return { received: null, fault: reason };
  } finally {
    connection.close();
  }
}

/**
 * Sends further requests on the same connection. Errors are ignored here, since they also occur, and count, under
 * load.
 */
async function moreResponses(asked: Asked): Promise<ReceivedResponse[]> {
  const connection = connectionFor(asked);
  const untilMs = monotonicMs() + LONGEST_MS;
  const responses: ReceivedResponse[] = [];
  try {
    while (responses.length < MOST_RESPONSES && monotonicMs() < untilMs)
      responses.push(await connection.request());
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
  } finally {
    connection.close();
  }
  return responses;
}

async function requestOnce(
  asked: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<ReceivedResponse | null> {
  const connection = connectionFor({ ...asked, headers });
  try {
    return await connection.request();
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return null;
  } finally {
    connection.close();
  }
}

/** Returns why autocannon would misread the response, or null if it would not. */
function faultOf({ status, headers, interims, response }: ReceivedResponse): string | null {
  const [interim] = interims;
  if (interim !== undefined) return headFault({ status: interim, headers: new Map(), keepsAlive: true });
  return headFault({ status, headers, keepsAlive: response.keepAlive }) ?? bodyFault(response.body.length);
}

/**
 * shortestConcurrent returns the shortest time to a response's head, in milliseconds, with as many concurrent
 * requests as the load had; null if none gets a response.
 */
export async function shortestConcurrent(
  origin: string,
  connections: number,
  asked: Pick<Asked, 'request' | 'insecure' | 'requestTimeoutSeconds'>,
): Promise<number | null> {
  const times = await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = connectionFor({ ...asked, origin });
      const each: number[] = [];
      try {
        for (let turn = 0; turn < TURNS; turn++) each.push((await connection.request()).headMs);
      } catch (error) {
        if (!(error instanceof NoResponse)) throw error;
      } finally {
        connection.close();
      }
      return each;
    }),
  );
  const all = times.flat();
  return all.length === 0 ? null : all.reduce((least, time) => Math.min(least, time));
}

const TURNS = 5;
