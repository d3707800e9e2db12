/** Reads the runs of both sides of a comparison, names the sides, and compares them. */
import { basename, dirname, resolve } from 'node:path';
import { compareRuns } from '../compare/compare-runs.ts';
import type { CompareOptions } from '../config/compare-rules.ts';
import { UsageError } from '../config/usage-error.ts';
import { findRuns } from '../judge/judge-run.ts';
import type { Comparison } from '../records/comparison.ts';
import type { FoundRun } from '../records/find-runs.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../records/journal.ts';
import { checkRecord } from '../records/read-record.ts';

interface Sides<Item> {
  readonly base: Item;
  readonly head: Item;
}

/**
 * @param runs of each side: paths, patterns and records
 * @throws {UsageError} if the sides are not comparable
 * @throws {RecordError} if a run is missing or damaged
 */
export async function compareSides(
  runs: Sides<readonly unknown[]>,
  cwd: string,
  options: CompareOptions,
): Promise<Comparison> {
  const base = await runsOf('base', runs, cwd);
  const head = await runsOf('head', runs, cwd);
  const names = { base: nameOf(base, cwd), head: nameOf(head, cwd) };
  // Both folders may have the same name: the user's own words differ then.
  const labels =
    names.base === names.head
      ? { base: wordsOf(runs.base, 'base'), head: wordsOf(runs.head, 'head') }
      : names;
  return compareRuns(
    { label: labels.base ?? wordsOf(runs.base, 'base'), runs: base },
    { label: labels.head ?? wordsOf(runs.head, 'head'), runs: head },
    options,
  );
}

async function runsOf(
  side: keyof Sides<unknown>,
  runs: Sides<readonly unknown[]>,
  cwd: string,
): Promise<FoundRun[]> {
  const given = runs[side];
  if (given.length === 0) throw new UsageError(`compare needs a run as its ${side}`);
  const paths = given.filter((run) => typeof run === 'string');
  const records = given.filter((run) => typeof run !== 'string');
  return [
    ...(await findRuns(paths, cwd)),
    ...records.map((record) => ({ path: side, record: checkRecord(record, `the ${side}`) })),
  ];
}

/** The name of a single run: its folder, or its file if that is not named as a run's own. Null for several runs. */
function nameOf([only, ...others]: readonly FoundRun[], cwd: string): string | null {
  if (only === undefined || others.length > 0) return null;
  const path = resolve(cwd, only.path);
  return basename([RECORD_FILE, JOURNAL_FILE].includes(basename(path)) ? dirname(path) : path);
}

/** A side as the user wrote it; records have its name. */
function wordsOf(runs: readonly unknown[], side: string): string {
  return [...new Set(runs.map((run) => (typeof run === 'string' ? run : side)))].join(' ');
}
