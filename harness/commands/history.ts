/** `cluster-bench history [folder]`: the runs of a folder in time, and where their levels change. */
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { type HistoryConfig, historyConfig } from '../config/history-options.ts';
import { type UpdatedHistory, updateHistory } from '../history/store.ts';
import { trendsOf } from '../history/trends.ts';
import type { History } from '../history.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { historyText } from './history-text.ts';
import type { Surroundings } from './surroundings.ts';

/** @throws {UsageError} when the command was wrong */
export async function history(
  flags: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Promise<ExitCode> {
  const { cwd, stdout, stderr } = around;
  const config = historyConfig(flags, { cwd, now: new Date() });
  await refuseNoFolder(config.folder);
  const updated = await updateHistory(config.folder).catch(explained);
  for (const { place, reason } of updated.damaged) {
    stderr.write(`cluster-bench: passed over ${relative(cwd, place)}: ${oneLine(reason)}\n`);
  }
  const told = historyFor(updated, config);
  if (told.nights.length === 0) {
    const since = updated.summaries.length > 0 ? ' since then' : '';
    stderr.write(`cluster-bench: there is no run in ${relative(cwd, config.folder) || '.'}${since}\n`);
    return exitCodes.nothingToReport;
  }
  const { writeHistory } = await import('../../reports/history/history.ts');
  const [report = ''] = await writeHistory(told, config.out, updated.damaged).catch(explained);
  stdout.write(historyText(told, updated, { report, around }));
  return exitCodes.done;
}

/** What was asked for of all that the history holds. */
function historyFor({ summaries }: UpdatedHistory, { since, cells, minChange }: HistoryConfig): History {
  const wanted = summaries.filter(
    ({ startedAt }) => since === null || Date.parse(startedAt) >= since.getTime(),
  );
  const all = new Set<string>();
  const told = trendsOf(wanted, {
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
  return told;
}

async function refuseNoFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found)
    throw new UsageError(`there is no folder ${folder}; history needs the one that the runs are in`);
  if (!found.isDirectory())
    throw new UsageError(`history needs the folder that the runs are in; ${folder} is a file`);
}

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file in the way',
  EEXIST: 'there is a file in the way',
  EISDIR: 'there is a folder in the way',
};

/** Of the user's disk, not ours. */
function explained(error: NodeJS.ErrnoException): never {
  const fault = FAULTS[error.code ?? ''];
  if (fault === undefined) throw error;
  throw new UsageError(`cannot read or write ${error.path ?? 'the history'}: ${fault}`, { cause: error });
}

function oneLine(text: string): string {
  return text.replace(/[^\P{C}]/gu, ' ').slice(0, 200);
}
