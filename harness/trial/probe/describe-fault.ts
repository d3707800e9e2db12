/** Says what is wrong with a response that the probe received, or with a request that got none. */
import { isExpectedStatus } from '../../../scenarios/expectation.ts';
import type { Request } from '../../../scenarios/request.ts';
import { isFixed, type User } from '../../../scenarios/user.ts';
import { decodeBody } from '../../load/direct/decode-body.ts';
import { excerpt } from '../../load/so-far.ts';
import { checkOf, describeExpectation, thrownByCheck } from '../../load/users/check-response.ts';
import type { NoResponse, ReceivedResponse } from './probe-connection.ts';

/** describeNoResponse says why a request got no response, as the end of a sentence that begins with the request. */
export function describeNoResponse(
  { kind, message, received }: NoResponse,
  requestTimeoutSeconds: number,
): string {
  const seconds = `${requestTimeoutSeconds} s`;
  if (kind === 'malformed') return `got a response that is not valid HTTP/1.1: ${message}`;
  if (kind === 'refused') return `failed: ${message}`;
  if (kind === 'timeout') {
    return received.length > 0
      ? `got a response that did not end within ${seconds}, after ${received.length} bytes: the app must end the body, or needs longer (--request-timeout)`
      : `got no response within ${seconds}: the app hangs, or needs longer (--request-timeout)`;
  }
  return received.length > 0
    ? `got a response that was cut short after ${received.length} bytes: the connection was closed before the body was as long as announced`
    : `got no response: ${message}`;
}

/** describeFault returns a sentence that says why a response is not correct and what to change; null if it is correct. */
export function describeFault(
  received: ReceivedResponse,
  { request: { expect }, user }: { readonly request: Request; readonly user: User },
  requestLine: string,
): string | null {
  const { status, headers, response, surplusBytes } = received;
  const content = decodeBody(response.body, response.encodings) ?? response.body;
  const body = content.toString();
  const outcome = `${requestLine} responded with ${status}${body ? `, ${excerpt(body)}` : ''}`;
  if (surplusBytes > 0) {
    return `${requestLine} sent more bytes than its Content-Length (${response.body.length}) announces: the app must announce the length in bytes, not in characters (Buffer.byteLength)`;
  }
  if (!isExpectedStatus(expect, status)) {
    const location = headers.get('location');
    if (!isFixed(user)) return `${outcome} (fix the app, or what the script sends and expects)`;
    if (status >= 300 && status < 400 && location !== undefined) {
      return `${requestLine} responded with ${status} and redirects to ${location}: name that route with --path, or accept the redirect with --expect-status ${status}`;
    }
    return `${outcome} ${status === 404 ? '(name a route that exists with --path)' : '(fix the app, name another route with --path, or accept the status with --expect-status)'}`;
  }
  if (checkOf(expect)(response) === 'completed') return null;
  const fix =
    isFixed(user) && typeof expect.body !== 'function'
      ? "name the app's own route with --path, or a text that its responses contain with --expect-body"
      : 'fix the app, or what the script expects';
  const thrown = thrownByCheck(expect, body);
  if (thrown !== null) return `${outcome}; the check of its body threw: ${thrown} (${fix})`;
  return `${outcome}, and not ${describeExpectation(expect)} (${fix})`;
}
