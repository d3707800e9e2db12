import { excerpt, type FailedRequest } from '../so-far.ts';
import type { EncodedRequest } from '../users/encode-request.ts';
import { decodeBody } from './decode-body.ts';
import type { ParsedResponse } from './parsed-response.ts';

/** failedRequest describes a failed request in the app's words. */
export function failedRequest(
  { name }: EncodedRequest,
  kind: FailedRequest['kind'],
  response: ParsedResponse | null = null,
  thrown: string | null = null,
): FailedRequest {
  return { label: name, kind, response: response && wordsOf(response), thrown };
}

function wordsOf({ status, body, encodings }: ParsedResponse): FailedRequest['response'] {
  return { status, body: excerpt((decodeBody(body, encodings) ?? body).toString()) };
}
