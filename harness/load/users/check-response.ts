/** Checks responses against what their request expects. */
import {
  type Expectation,
  isExpectedStatus,
  matches,
  type ShownFailure,
} from '../../../scenarios/expectation.ts';
import { decodeBody } from '../direct/decode-body.ts';
import { HeaderFields } from '../direct/header-fields.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { locatedMessage } from './locate-error.ts';

export type Outcome = 'completed' | UnexpectedStatus | ShownFailure | 'mismatch';

type UnexpectedStatus = 'non2xx' | 'serverError' | 'retryLater';

type CheckedResponse = Pick<ParsedResponse, 'status' | 'body' | 'encodings' | 'head' | 'asksToRetry'>;

/** checkOf returns the check of one request's responses. It is made once for each request. */
export function checkOf(expect: Expectation): (response: CheckedResponse) => Outcome {
  const check = checkInFull(expect);
  let lastCorrect: CheckedResponse | null = null;
  return (response) => {
    // While responses repeat, the parser returns the same object.
    if (response === lastCorrect) return 'completed';
    const outcome = check(response);
    if (outcome === 'completed') lastCorrect = response;
    return outcome;
  };
}

function checkInFull(expect: Expectation): (response: CheckedResponse) => Outcome {
  const isCorrect = skipRepeated(bodyCheck(expect));
  const headers = Object.entries(expect.headers);
  const failures = Object.entries(expect.failures) as [ShownFailure, string | RegExp][];
  return ({ status, body, encodings, head, asksToRetry }) => {
    if (!isExpectedStatus(expect, status)) {
      const content = failures.length > 0 ? (decodeBody(body, encodings) ?? body).toString() : '';
      const shown = failures.find(([, wanted]) => matches(content, wanted));
      return shown?.[0] ?? unexpectedStatus(status, asksToRetry);
    }
    if (!isCorrect(body, encodings)) return 'mismatch';
    if (headers.length === 0) return 'completed';
    const fields = new HeaderFields(head?.toString('latin1') ?? '');
    return headers.every(([name, wanted]) => matches(fields.get(name) ?? '', wanted))
      ? 'completed'
      : 'mismatch';
  };
}

/** unexpectedStatus returns the class of a status that was not expected. */
export function unexpectedStatus(status: number, asksToRetry: boolean): UnexpectedStatus {
  if (status === 503 && asksToRetry) return 'retryLater';
  return status >= 500 ? 'serverError' : 'non2xx';
}

/** bodyCheck returns the check of a decoded body; null if any body is correct. */
export function bodyCheck({ body: wanted }: Expectation): ((body: string) => boolean) | null {
  if (wanted === null) return null;
  if (typeof wanted !== 'function') return (body) => matches(body, wanted);
  return (body) => {
    try {
      return wanted(body);
    } catch {
      // A function that parses JSON throws at a page of HTML, which is not what it expects.
      return false;
    }
  };
}

/** thrownByCheck returns what the check of a body throws, with its place in the module; null if it does not throw. */
export function thrownByCheck({ body: wanted }: Expectation, body: string): string | null {
  if (typeof wanted !== 'function') return null;
  try {
    wanted(body);
    return null;
  } catch (error) {
    return locatedMessage(error);
  }
}

/** Skips decoding and checking a body that equals the last correct one, as most do. */
function skipRepeated(
  isCorrect: ((body: string) => boolean) | null,
): (body: Buffer, encodings: readonly string[]) => boolean {
  if (isCorrect === null) return () => true;
  let lastCorrect: Buffer | undefined;
  return (body, encodings) => {
    // While bodies repeat, the parser returns the same buffer.
    if (body === lastCorrect || lastCorrect?.equals(body)) return true;
    // Keep the bytes as they are if the coding is unknown: a rule that requires a text then fails, as it should.
    const content = decodeBody(body, encodings) ?? body;
    if (!isCorrect(content.toString())) return false;
    lastCorrect = body;
    return true;
  };
}

/** describeExpectation states what is expected of a response, for messages about one that is not. */
export function describeExpectation({ body, headers }: Expectation): string {
  const wanted = Object.entries(headers).map(
    ([name, text]) => `a header ${name} that contains ${shown(text)}`,
  );
  if (typeof body === 'function') return ['the response that the scenario expects', ...wanted].join(' and ');
  const ofBody = body === null ? [] : [`a body that contains ${shown(body)}`];
  return [...ofBody, ...wanted].join(' and ') || 'any body';
}

function shown(wanted: string | RegExp): string {
  return wanted instanceof RegExp ? String(wanted) : JSON.stringify(wanted);
}
