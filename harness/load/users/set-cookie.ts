/** Parses the values of Set-Cookie headers, as far as a user of one origin needs them (RFC 6265, 5.2). */

export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Instant at which it expires, in milliseconds since 1970; Infinity if it lasts as long as its user. */
  readonly expiresMs: number;
}

const DIGITS = /^-?\d+$/;

/**
 * parseSetCookie returns the cookie that a value sets; null if it sets none. It cuts the value where it needs to and
 * makes no list of parts, since users log in often.
 */
export function parseSetCookie(text: string, nowMs: number): StoredCookie | null {
  const pairEnd = partEnd(text, 0);
  const equals = text.indexOf('=');
  const hasName = equals >= 0 && equals < pairEnd;
  const name = hasName ? text.slice(0, equals).trim() : '';
  const value = text.slice(hasName ? equals + 1 : 0, pairEnd).trim();
  if (name === '' && value === '') return null;
  let path = '/';
  let expiresMs = Infinity;
  let hasMaxAge = false;
  for (let from = pairEnd + 1; from < text.length; ) {
    const end = partEnd(text, from);
    const at = text.indexOf('=', from);
    // No later part has a value. Those without one, such as HttpOnly, do not matter here.
    if (at < 0) break;
    const attribute = at < end ? text.slice(from, at).trim().toLowerCase() : '';
    const content = text.slice(at + 1, end).trim();
    if (attribute === 'path') path = content.startsWith('/') ? content : '/';
    else if (attribute === 'max-age' && DIGITS.test(content)) {
      expiresMs = nowMs + 1_000 * Number(content);
      hasMaxAge = true;
    } else if (attribute === 'expires' && !hasMaxAge) expiresMs = instantOf(content) ?? expiresMs;
    from = end + 1;
  }
  return { name, value, path, expiresMs };
}

/** partEnd returns where the part that begins at `from` ends: at a semicolon, or at the end of the text. */
function partEnd(text: string, from: number): number {
  const end = text.indexOf(';', from);
  return end < 0 ? text.length : end;
}

function instantOf(date: string): number | null {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? null : ms;
}
