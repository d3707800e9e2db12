/** The parts of the probe's responses that a record keeps. */
import { createHash } from 'node:crypto';
import type { ProbedResponse } from '../../records/run.ts';
import type { ReceivedResponse } from './probe-connection.ts';
import { recordedHeaders } from './recorded-headers.ts';

/**
 * recordedResponse keeps what all responses have in common: request ids, dates and random parts of the body are left
 * out.
 *
 * @param responses at least one, of the same request
 * @param compresses content coding of the response to a client that accepts some
 */
export function recordedResponse(
  responses: readonly ReceivedResponse[],
  compresses: string | null,
): ProbedResponse {
  const last = responses.at(-1);
  if (last === undefined) throw new Error('a probe without a response has no response to record');
  const { status, headers, response } = last;
  const shared = [...headers].filter(([name, value]) =>
    responses.every((one) => one.headers.get(name) === value),
  );
  const hashes = new Set(responses.map((one) => sha256(one.response.body)));
  return {
    status,
    headers: recordedHeaders(new Map(shared)),
    responses: responses.length,
    bytes: response.body.length,
    bytesDiffer: responses.some((one) => one.response.body.length !== response.body.length),
    sha256: hashes.size === 1 ? sha256(response.body) : null,
    compresses: headers.has('content-encoding') ? null : compresses,
    shortestMs: Math.min(...responses.map(({ headMs }) => headMs)),
  };
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
