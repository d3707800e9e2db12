/** Options of `history`: its folder and flags. */
import { resolve } from 'node:path';
import { type Flags, givenAmong } from './flags.ts';
import { RUNS_FOLDER } from './folder-names.ts';
import { readValues } from './options/option.ts';
import { historyOptions } from './options/others.ts';

export interface HistoryConfig {
  /** Absolute path of the folder with the runs and `history.jsonl`. */
  readonly folder: string;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the report's folder. */
  readonly out: string;
  /** Cell ids as given; null: all cells. */
  readonly cells: readonly string[] | null;
  readonly since: Date | null;
  /** A ratio. */
  readonly minChange: number;
}

/** @throws {UsageError} at an unknown flag, or the first invalid value */
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
