import { stripVTControlCharacters } from 'node:util';

/** Lines at the bottom of a terminal that are redrawn in place, below permanent lines. */
export interface LiveArea {
  /** Writes a permanent text above the live lines. */
  print(text: string): void;
  /** Replaces the live lines; an empty list clears them. Each must be narrower than the terminal. */
  draw(lines: readonly string[]): void;
}

/** Writes each change in a single call, as terminals show partial changes as flicker. */
export function liveArea(stream: { readonly columns?: number; write(text: string): unknown }): LiveArea {
  let drawn: readonly string[] = [];
  // If the terminal became narrower, it has wrapped the lines drawn before.
  const rowsOf = (line: string) =>
    Math.max(
      1,
      Math.ceil(stripVTControlCharacters(line).length / (stream.columns ?? Number.POSITIVE_INFINITY)),
    );
  const toStart = () => {
    const rows = drawn.reduce((sum, line) => sum + rowsOf(line), 0);
    return rows > 1 ? `\r\x1b[${rows - 1}A` : '\r';
  };
  const put = (lines: readonly string[]) => lines.map((line) => `${line}\x1b[K`).join('\n');
  return {
    print: (text) => {
      stream.write(`${toStart()}\x1b[J${text}\n${put(drawn)}`);
    },
    draw: (lines) => {
      if (lines.length === drawn.length && lines.every((line, index) => line === drawn[index])) return;
      stream.write(lines.length === 0 ? `${toStart()}\x1b[J` : `${toStart()}${put(lines)}\x1b[J`);
      drawn = lines;
    },
  };
}
