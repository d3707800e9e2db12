/** What `history` is told: its folder and flags, checked whole. */
import { resolve } from 'node:path';
import { givenAmong } from './flags.ts';
import { RUNS_FOLDER } from './folder.ts';
import type { Option } from './options.ts';
import { percentOf } from './rate.ts';
import { UsageError } from './usage-error.ts';
import { listOf, oneText } from './values.ts';

export const historyOptions = {
  cell: { group: 'What is shown:', about: 'these cells alone, by their ids', takes: 'list' },
  since: { group: 'What is shown:', about: 'nights since then: 90d, 12w, or 2026-01-31', takes: 'value' },
  'min-change': {
    group: 'What is shown:',
    about: 'changes of level of at least this share [2%]',
    takes: 'value',
  },
  out: { group: 'Output:', about: 'folder of history.md and its charts [that of the runs]', takes: 'value' },
} as const satisfies Record<string, Option>;

export type HistoryOptionName = keyof typeof historyOptions;

export const historyOptionNames = Object.keys(historyOptions) as HistoryOptionName[];

export interface HistoryConfig {
  /** Absolute, of the runs and `history.jsonl`. */
  readonly folder: string;
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
  flags: Readonly<Record<string, unknown>>,
  { cwd, now }: { readonly cwd: string; readonly now: Date },
): HistoryConfig {
  const { folder: word, ...rest } = flags;
  const given = givenAmong(rest, historyOptionNames, cwd);
  const folder = resolve(cwd, word === undefined ? RUNS_FOLDER : String(word));
  return {
    folder,
    out: given.out ? resolve(cwd, oneText(given.out)) : folder,
    cells: given.cell ? listOf(given.cell) : null,
    since: given.since ? sinceOf(oneText(given.since), now) : null,
    minChange: given['min-change']
      ? percentOf(oneText(given['min-change']), { min: 0, max: 100 }, '--min-change')
      : 0.02,
  };
}

const DAY_MS = 86_400_000;

function sinceOf(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d{1,5})\s*(d|w)$/.exec(text.trim()) ?? [];
  if (amount !== undefined) {
    return new Date(now.getTime() - Number(amount) * (unit === 'w' ? 7 : 1) * DAY_MS);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? new Date(`${text.trim()}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UsageError(`--since takes days, weeks or a date: 90d, 12w, 2026-01-31; not "${text}"`);
  }
  return date;
}
