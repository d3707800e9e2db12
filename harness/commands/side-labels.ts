/** How texts name the two sides of a comparison. */
import { basename, dirname, resolve } from 'node:path';
import type { Side } from '../compare/sides.ts';
import type { FoundRun } from '../records/find-runs.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../records/journal.ts';

type Runs = readonly FoundRun[];
type Words = readonly string[];

/**
 * Both sides, each named by its run's folder, or by what the user wrote where it has several runs, or where both
 * folders have one name.
 */
export function labelled(
  base: Runs,
  head: Runs,
  words: { readonly base: Words; readonly head: Words },
  cwd: string,
): [Side, Side] {
  const names = [nameOf(base, words.base, cwd), nameOf(head, words.head, cwd)] as const;
  const [baseLabel, headLabel] = names[0] === names[1] ? [words.base.join(' '), words.head.join(' ')] : names;
  return [
    { label: baseLabel, runs: base },
    { label: headLabel, runs: head },
  ];
}

/** The folder of a single run, or a file whose name is not that of a record. */
function nameOf([only, ...others]: Runs, words: Words, cwd: string): string {
  if (only === undefined || others.length > 0) return words.join(' ');
  const path = resolve(cwd, only.path);
  return basename([RECORD_FILE, JOURNAL_FILE].includes(basename(path)) ? dirname(path) : path);
}
