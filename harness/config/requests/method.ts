/** `--method`: the method of a request. */
import { UsageError } from '../usage-error.ts';
import { type Given, oneText } from '../values.ts';

/** Characters of a token (RFC 9110, 5.6.2), which methods and names of headers consist of. */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** methodOf returns the method in capitals. @throws {UsageError} at one that no request can have */
export function methodOf(given: Given): string {
  return checkedMethod(oneText(given).trim(), given.origin);
}

/** @param origin names the method in the message */
export function checkedMethod(text: string, origin: string): string {
  const method = text.toUpperCase();
  if (method === 'CONNECT') {
    throw new UsageError(`${origin} CONNECT opens a tunnel and is no request; name another method`);
  }
  if (!TOKEN.test(method)) {
    throw new UsageError(`${origin} takes a method, such as GET or POST, not "${text}"`);
  }
  return method;
}
