import type { Given } from './given.ts';
import { UsageError } from './usage-error.ts';
import { oneText } from './values.ts';

/** A path as it stands in a request's first line. @throws {UsageError} at anything that cannot stand there. */
export function requestPath(given: Given): string {
  const path = oneText(given);
  if (/^https?:/i.test(path)) {
    throw new UsageError(`${given.origin} takes a path alone, such as /users, not the URL "${path}"`);
  }
  if (!path.startsWith('/')) {
    throw new UsageError(`${given.origin} takes a path from / on, such as /users, not "${path}"`);
  }
  if (!/^[\x21-\x7e]+$/.test(path)) {
    throw new UsageError(
      `${given.origin} "${path}" has characters that a request cannot; write it as ${encodeURI(path)}`,
    );
  }
  return path;
}
