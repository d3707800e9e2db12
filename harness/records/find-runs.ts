/** Finds the runs that a user names by paths and patterns. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { JOURNAL_FILE, RECORD_FILE } from './journal.ts';
import { RecordError } from './record-error.ts';
import type { RunRecord } from './run.ts';
import { fitsPattern } from './star-pattern.ts';

export interface FoundRun {
  /** Relative to the working directory if it lies below it, else absolute. */
  readonly path: string;
  readonly record: RunRecord;
}

/**
 * findRecords reads every run that is named by its folder, `run.json` or journal, or by a pattern in which `*` stands
 * for any part of a name. Matches of a pattern that are no run are ignored. A run that is found twice counts once.
 *
 * @throws {RecordError} at a path without a run, a pattern without a match, and a damaged file
 */
export async function findRecords(
  words: readonly string[],
  cwd: string,
  read: (path: string) => Promise<RunRecord>,
): Promise<FoundRun[]> {
  const paths: string[] = [];
  for (const word of words) paths.push(...(await pathsOf(word, cwd)));
  const runs: FoundRun[] = [];
  for (const path of new Set(paths)) runs.push({ path: seenFrom(cwd, path), record: await read(path) });
  return runs;
}

async function pathsOf(word: string, cwd: string): Promise<string[]> {
  const path = resolve(cwd, word);
  // A folder may have a star in its name.
  if (!word.includes('*') || (await exists(path))) return [path];
  const found = await expanded(path);
  const runs: string[] = [];
  for (const candidate of found) if (await holdsRun(candidate)) runs.push(candidate);
  if (runs.length === 0) throw new RecordError(`no run matches ${word}`);
  return runs;
}

/** expanded returns the matches in order of names. Only a pattern that begins with a dot matches such names. */
async function expanded(pattern: string): Promise<string[]> {
  let found: string[] = [sep];
  for (const part of pattern.split(sep).filter(Boolean)) {
    if (!part.includes('*')) {
      found = found.map((folder) => join(folder, part));
      continue;
    }
    const next: string[] = [];
    for (const folder of found) {
      const names = await readdir(folder).catch(() => []);
      next.push(...names.filter((name) => matches(part, name)).map((name) => join(folder, name)));
    }
    found = next.sort();
  }
  return found;
}

function matches(pattern: string, name: string): boolean {
  return (pattern.startsWith('.') || !name.startsWith('.')) && fitsPattern(pattern, name);
}

async function holdsRun(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return path.endsWith('.json') || path.endsWith('.jsonl');
  return (await exists(join(path, RECORD_FILE))) || (await exists(join(path, JOURNAL_FILE)));
}

/** exists says whether there is a file or folder at the path. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function seenFrom(cwd: string, path: string): string {
  const seen = relative(cwd, path);
  return seen === '' ? '.' : seen.startsWith('..') ? path : seen;
}
