/** Updates the history of a folder and writes its report: the work of `history`, and a step of `nightly`. */
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
  /** Paths written, `history.html` first; empty if there is no night to report. */
  readonly written: readonly string[];
}

/**
 * Adds the runs of the folder to `history.jsonl`, and writes `history.md` and its charts.
 *
 * @throws {UsageError} at a cell that no night has, or if the folder cannot be read or written
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

/** The part of the history that was requested. */
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

/** Turns an error of the file system into a sentence; other errors are ours, and stay as they are. */
function explained(error: NodeJS.ErrnoException): Error {
  const fault = FAULTS[error.code ?? ''];
  if (fault === undefined) return error;
  return new UsageError(`cannot read or write ${error.path ?? 'the history'}: ${fault}`, { cause: error });
}
