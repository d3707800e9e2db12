/** Whether two variants give the same response. A benchmark of a compressed response against a plain one is none. */
import type { ProbedResponse } from '../records/run.ts';

/** Code of the warning about variants that respond differently. */
export const RESPONSES_DIFFER = 'responses-differ';

/** Sizes of an app whose own responses vary may differ by this share. */
const SIZE_TOLERANCE = 0.1;

const HEADERS = ['content-encoding', 'content-type'];

type Compared = Pick<ProbedResponse, 'status' | 'headers' | 'responses' | 'bytes' | 'bytesDiffer'>;

/**
 * responseDifferences lists in words how a response differs from another one: in status, encoding, type or size.
 *
 * @returns `status 500 instead of 200`; empty if they do not differ
 */
export function responseDifferences(response: Compared, reference: Compared): string[] {
  const pairs = [
    ['status', String(response.status), String(reference.status)],
    ...HEADERS.map((name) => [name, headerOf(response, name), headerOf(reference, name)]),
  ];
  const differing = pairs.filter(([, one, other]) => one !== other);
  const words = differing.map(([name, one, other]) => `${name} ${one} instead of ${other}`);
  return hasSameSize(response, reference)
    ? words
    : [...words, `${bytesOf(response)} instead of ${bytesOf(reference)} bytes`];
}

function headerOf({ headers }: Compared, name: string): string {
  return headers[name]?.trim().toLowerCase() ?? 'none';
}

function hasSameSize(one: Compared, other: Compared): boolean {
  const tolerance = varies(one) || varies(other) ? SIZE_TOLERANCE : 0;
  return Math.abs(one.bytes - other.bytes) <= tolerance * Math.max(one.bytes, other.bytes);
}

/** varies says whether sizes vary, or may: a single response does not show it. */
function varies({ responses, bytesDiffer }: Compared): boolean {
  return bytesDiffer || responses === 1;
}

function bytesOf({ bytes }: Compared): string {
  return bytes.toLocaleString('en-US');
}
