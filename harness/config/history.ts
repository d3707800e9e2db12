/** What `history` is told: its folder and flags, checked whole. */
import { resolve } from 'node:path';
import { type Flags, givenAmong } from './flags.ts';
import { RUNS_FOLDER } from './folder-names.ts';
import { readValues } from './options/option.ts';
import { historyOptions } from './options/others.ts';

export interface HistoryConfig {
  /** Absolute, of the runs and `history.jsonl`. */
  readonly folder: string;
  /** Absolute, of the command. */
  readonly cwd: string;
  /** Absolute, of the report. */
  readonly out: string;
  /** As they were given; all where it is null. */
  readonly cells: readonly string[] | null;
  readonly since: Date | null;
  /** As a ratio. */
  readonly minChange: number;
}

/** @throws {UsageError} at an unknown flag, or the first value that makes no sense */
export function historyConfig(
  flags: Flags,
  { cwd, now }: { readonly cwd: string; readonly now: Date },
): HistoryConfig {
  const { folder: word, ...rest } = flags;
  const values = readValues(historyOptions, givenAmong(rest, historyOptions, cwd), 'history');
  const folder = resolve(cwd, word === undefined ? RUNS_FOLDER : String(word));
  return {
    folder,
    cwd,
    out: values.out === null ? folder : resolve(cwd, values.out),
    cells: values.cell,
    since: values.since?.(now) ?? null,
    minChange: values['min-change'],
  };
}
