import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Several workers may crash at once, each with a stack trace. */
const TAIL_BYTES = 65_536;
/** Output of Node and V8 around a fatal error, meant for debugging Node itself. It would crowd out the error. */
const NATIVE_STACK =
  /^ *\d+: 0x[0-9a-f]+ |^-{5} Native stack trace -{5}$|^<--- .+ --->$|\[\d+:0x[0-9a-f]+\] +\d+ ms: /;

/**
 * lastLinesOf returns the last lines of a file that are not blank, without colours and native stack traces; none if
 * the file cannot be read.
 */
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
      .filter((line) => line.trim() !== '' && !NATIVE_STACK.test(line))
      .slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
