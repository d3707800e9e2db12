/**
 * Texts that others wrote - apps, hosts, processes - set into Markdown so that they stay text: no HTML, no
 * links, no columns of their own. Entities do that everywhere, while a backslash works in some places only.
 */

const ESCAPE = String.fromCharCode(0x1b);
const TERMINAL_CODES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07${ESCAPE}]*(?:\\x07|${ESCAPE}\\\\)?|[@-Z\\\\^_])`,
  'g',
);
/** Controls but for tab and newline, and marks that turn the direction of writing for all that follows. */
const INVISIBLE = /[^\P{C}\t\n]/gu;

/** Without codes of terminals and marks that nobody sees; lines stay lines. */
export function plainText(text: string): string {
  return text.replace(TERMINAL_CODES, '').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** The same on one line: for places that know no markup. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

const entities = (text: string) =>
  text
    .replace(/[&<>"|`*_[\]\\~#$@]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);

/**
 * Running text on one line. GitHub looks for people and issues to link after entities are read, so that these are
 * parted from their sign by a space without width.
 */
export function escaped(text: string): string {
  return entities(plainLine(text)).replace(/&#(?:64|35);(?=\w)/g, '$&&#8203;');
}

/** A name in code type, in tables too, where even code may hold no bar. */
export function code(text: string): string {
  const line = plainLine(text);
  if (line === '') return '<code>&nbsp;</code>';
  return /^[\w+\-./:=, %]+$/.test(line) ? `\`${line}\`` : `<code>${entities(line)}</code>`;
}

/** A block of code: its fence is longer than any run of backticks within. Ends without newline. */
export function codeBlock(lines: readonly string[], language = ''): string {
  const body = lines.map((line) => plainText(line)).join('\n');
  const longest = Math.max(0, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [fence + language, body, fence].join('\n');
}

/** GitHub's Actions obey lines of a log that begin with `::`, or hold `##[`: a record's texts shall not. */
export function withoutCommand(line: string): string {
  return line.replace(/^(\s*:):/, '$1 :').replaceAll('##[', '# #[');
}

/** An argument as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
