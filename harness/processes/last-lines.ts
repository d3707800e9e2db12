import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const TAIL_BYTES = 8_192;

/** The last lines of a file that are not blank, without colours; none where it cannot be read. */
export function lastLinesOf(file: string, count: number): string[] {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return stripVTControlCharacters(tail.toString('utf8'))
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
