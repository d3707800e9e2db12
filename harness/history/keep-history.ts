/** The history of a folder, from its runs to its report: what `history` and `nightly` do. */
import { FAULTS } from '../config/folder.ts';
import type { HistoryConfig } from '../config/history.ts';
import { didYouMean } from '../config/nearest.ts';
import { UsageError } from '../config/usage-error.ts';
import { repositoryAddress } from '../host/repository-address.ts';
import type { History } from '../records/history.ts';
import { type UpdatedHistory, updateHistory } from './store.ts';
import { trendsOf } from './trends.ts';

export interface KeptHistory {
  readonly updated: UpdatedHistory;
  readonly history: History;
  /** Paths written, `history.md` first; none where there is no night to tell of. */
  readonly written: readonly string[];
}

/**
 * Brings `history.jsonl` up to date with the runs of the folder, and writes `history.md` and its charts.
 *
 * @throws {UsageError} at a cell that no night has, and where the folder cannot be read or written
 */
export async function keepHistory(config: HistoryConfig): Promise<KeptHistory> {
  try {
    const updated = await updateHistory(config.folder);
    const repository = (await repositoryAddress(config.folder)) ?? (await repositoryAddress(config.cwd));
    const history = { ...wantedHistory(updated, config), repository };
    if (history.nights.length === 0) return { updated, history, written: [] };
    const { writeHistory } = await import('../../reports/history/write.ts');
    return { updated, history, written: await writeHistory(history, config.out, updated.damaged) };
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException);
  }
}

/** What was asked for of all that the history holds. */
function wantedHistory({ summaries }: UpdatedHistory, { since, cells, minChange }: HistoryConfig): History {
  const wanted = summaries.filter(
    ({ startedAt }) => since === null || Date.parse(startedAt) >= since.getTime(),
  );
  const all = new Set<string>();
  const history = trendsOf(wanted, {
    minChange,
    wants: (id) => {
      all.add(id);
      return cells === null || cells.includes(id);
    },
  });
  const unknown = cells?.find((cell) => !all.has(cell));
  if (unknown !== undefined && wanted.length > 0) {
    throw new UsageError(`--cell: no night has a cell "${unknown}"${didYouMean(unknown, [...all])}`);
  }
  return history;
}

/** What is of the user's disk, and not ours, is a sentence. */
function explained(error: NodeJS.ErrnoException): Error {
  const fault = FAULTS[error.code ?? ''];
  if (fault === undefined) return error;
  return new UsageError(`cannot read or write ${error.path ?? 'the history'}: ${fault}`, { cause: error });
}
