/** Field names and values as bytes, read in place: a string for each would cost more than all the rest. */

export const HTAB = 9;
export const LF = 10;
export const CR = 13;
export const SP = 32;
const QUOTE = 34;
const COMMA = 44;
const ZERO = 48;
const BACKSLASH = 92;

/** 1 where the byte may stand in a token (RFC 9110, 5.6.2). */
const TOKEN = new Uint8Array(256);
/** Each byte as it is, but letters as small ones. */
const LOWER = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const letter = String.fromCharCode(byte);
  TOKEN[byte] = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(letter) ? 1 : 0;
  LOWER[byte] = /[A-Z]/.test(letter) ? byte + 32 : byte;
}

/** A word to look for, in any case of its letters. */
export const word = (text: string): Uint8Array => Buffer.from(text.toLowerCase(), 'latin1');

/** Whether the bytes from `from` on begin with the word, before `end`. */
export function beginsWith(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): boolean {
  const { length } = sought;
  if (end - from < length) return false;
  for (let index = 0; index < length; index++) {
    if (LOWER[bytes[from + index] ?? 0] !== sought[index]) return false;
  }
  return true;
}

/** Whether the bytes between are the word. */
export function isWord(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): boolean {
  return end - from === sought.length && beginsWith(bytes, from, end, sought);
}

/** Where the token that begins at `from` ends. */
export function tokenEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && TOKEN[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** The first byte that is no white space, as which CR, LF of a folded line, and NUL count (RFC 9110, 5.5). */
export function trimmedStart(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] ?? 0) <= SP) at++;
  return at;
}

/** Behind the last byte that is no white space. */
export function trimmedEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && (bytes[at - 1] ?? 0) <= SP) at--;
  return at;
}

/** Where the list's element that begins at `from` ends: at a comma that is not quoted, or at `end`. */
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

/** The number that these digits are, Infinity at the worst; NaN where they are no digits, or none. */
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
