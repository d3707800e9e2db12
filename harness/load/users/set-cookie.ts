/** Parses the values of Set-Cookie headers, as far as a user of one origin needs them (RFC 6265, 5.2). */

export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Instant at which it expires, in milliseconds since 1970; Infinity if it lasts as long as its user. */
  readonly expiresMs: number;
}

const DIGITS = /^-?\d+$/;

/** parseSetCookie returns the cookie that a value sets; null if it sets none. */
export function parseSetCookie(text: string, nowMs: number): StoredCookie | null {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(0, equals)).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' && value === '') return null;
  let path = '/';
  let expiresMs = Infinity;
  let hasMaxAge = false;
  for (const attribute of attributes) {
    const at = attribute.indexOf('=');
    // The attributes without a value, such as HttpOnly, do not matter here.
    if (at < 0) continue;
    const content = attribute.slice(at + 1).trim();
    switch (attribute.slice(0, at).trim().toLowerCase()) {
      case 'path':
        path = content.startsWith('/') ? content : '/';
        break;
      case 'max-age':
        if (!DIGITS.test(content)) break;
        expiresMs = nowMs + 1_000 * Number(content);
        hasMaxAge = true;
        break;
      case 'expires':
        if (!hasMaxAge) expiresMs = instantOf(content) ?? expiresMs;
    }
  }
  return { name, value, path, expiresMs };
}

function instantOf(date: string): number | null {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? null : ms;
}
