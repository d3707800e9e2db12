/** Texts of apps, hosts and records, without what no reader sees: codes of terminals and marks that turn the writing. */

const ESCAPE = String.fromCharCode(0x1b);
const TERMINAL_CODES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07${ESCAPE}]*(?:\\x07|${ESCAPE}\\\\)?|[@-Z\\\\^_])`,
  'g',
);
/** Controls but for tab and newline, and marks that turn the direction of writing for all that follows. */
const INVISIBLE = /[^\P{C}\t\n]/gu;

/** Lines stay lines. */
export function plainText(text: string): string {
  return text.replace(TERMINAL_CODES, '').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** On one line. Spaces at the ends stay: they part a word from the one beside it. */
export function onOneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ');
}

/** On one line, trimmed: for places that know no markup. */
export function plainLine(text: string): string {
  return onOneLine(text).trim();
}

/** Addresses that a reader may be sent to; any other scheme is none, whatever its spelling. `//` would lead to another host. */
export function isSafeAddress(href: string): boolean {
  return /^https?:\/\/[^\s"'<>\\]+$/.test(href) || /^(?!\/\/)#?[\w./%-]+$/.test(href);
}
