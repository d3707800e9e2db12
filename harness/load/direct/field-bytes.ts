/** Field names and values as bytes, read in place: making a string of each would cost more than everything else. */

export const HTAB = 9;
export const LF = 10;
export const CR = 13;
export const SP = 32;
const QUOTE = 34;
const COMMA = 44;
const ZERO = 48;
const BACKSLASH = 92;

/** 1 for each byte that may stand in a token (RFC 9110, 5.6.2). */
const TOKEN = new Uint8Array(256);
/** Maps each byte to itself, and capital letters to small ones. */
const LOWER = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const letter = String.fromCharCode(byte);
  TOKEN[byte] = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(letter) ? 1 : 0;
  LOWER[byte] = /[A-Z]/.test(letter) ? byte + 32 : byte;
}

/** word encodes a word for a search that ignores case. */
export const word = (text: string): Uint8Array => Buffer.from(text.toLowerCase(), 'latin1');

/** beginsWith reports whether the bytes from `from` on begin with the word, before `end`. */
export function beginsWith(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): boolean {
  const { length } = sought;
  if (end - from < length) return false;
  for (let index = 0; index < length; index++) {
    if (LOWER[bytes[from + index] ?? 0] !== sought[index]) return false;
  }
  return true;
}

/** isWord reports whether the bytes between `from` and `end` are the word. */
export function isWord(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): boolean {
  return end - from === sought.length && beginsWith(bytes, from, end, sought);
}

/** tokenEnd returns where the token that begins at `from` ends. */
export function tokenEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && TOKEN[bytes[at] ?? 0] === 1) at++;
  return at;
}

/**
 * trimmedStart returns the first byte that is not white space. CR and LF of a folded line, and NUL, count as white
 * space (RFC 9110, 5.5).
 */
export function trimmedStart(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] ?? 0) <= SP) at++;
  return at;
}

/** trimmedEnd returns the place behind the last byte that is not white space. */
export function trimmedEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && (bytes[at - 1] ?? 0) <= SP) at--;
  return at;
}

/** elementEnd returns where the list element that begins at `from` ends: at a comma outside quotes, or at `end`. */
export function elementEnd(bytes: Uint8Array, from: number, end: number): number {
  let quoted = false;
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte === COMMA && !quoted) return at;
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === BACKSLASH && quoted) at++;
  }
  return end;
}

/**
 * decimal returns the number that these digits form, at most Infinity; NaN if they are not digits, or there are none.
 */
export function decimal(bytes: Uint8Array, from: number, end: number): number {
  if (from >= end) return Number.NaN;
  let value = 0;
  for (let at = from; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
