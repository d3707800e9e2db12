/** Updates the history of a folder and writes its report: the work of `history`, and a step of `nightly`. */
import { listed } from '../../reports/format.ts';
import { FAULTS } from '../config/folder.ts';
import type { HistoryConfig } from '../config/history.ts';
import { didYouMean } from '../config/nearest.ts';
import { UsageError } from '../config/usage-error.ts';
import { repositoryAddress } from '../host/repository-address.ts';
import type { History } from '../records/history.ts';
import { type UpdatedHistory, updateHistory } from './store.ts';
import { cellIds, trendsOf } from './trends.ts';

export interface KeptHistory {
  readonly updated: UpdatedHistory;
  readonly history: History;
  /** Paths written, `history.html` first; empty if there is no run to report. */
  readonly written: readonly string[];
}

/**
 * Adds the runs of the folder to `history.jsonl`, and writes `history.md` and its charts.
 *
 * @throws {UsageError} at a cell that no run has, or if the folder cannot be read or written
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

/**
 * The part of the history that was requested.
 *
 * @throws {UsageError} at a name that fits no cell, or several
 */
function wantedHistory({ summaries }: UpdatedHistory, { since, cells, minChange }: HistoryConfig): History {
  const wanted = summaries.filter(
    ({ startedAt }) => since === null || Date.parse(startedAt) >= since.getTime(),
  );
  if (cells === null || wanted.length === 0) return trendsOf(wanted, { minChange });
  const ids = cellIds(wanted);
  const asked = new Set(cells.map((name) => cellNamed(name, ids)));
  return trendsOf(wanted, { minChange, wants: (id) => asked.has(id) });
}

/** The cell with this id, or the only one whose id ends in it, such as `single` for `db-wait/express/single`. */
function cellNamed(name: string, ids: readonly string[]): string {
  if (ids.includes(name)) return name;
  const matches = ids.filter((id) => id.endsWith(`/${name}`));
  const [only, ...others] = matches;
  if (only === undefined) {
    throw new UsageError(`--cell: no run has a cell "${name}"${didYouMean(name, ids)}`);
  }
  if (others.length > 0) {
    throw new UsageError(`--cell: "${name}" fits ${listed(matches)}; name one of them`);
  }
  return only;
}

/** Turns an error of the file system into a sentence; other errors are ours, and stay as they are. */
function explained(error: NodeJS.ErrnoException): Error {
  const fault = FAULTS[error.code ?? ''];
  if (fault === undefined) return error;
  return new UsageError(`cannot read or write ${error.path ?? 'the history'}: ${fault}`, { cause: error });
}
