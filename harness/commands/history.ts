/** `cluster-bench history [folder]`: the runs of a folder in time, and where their levels change. */

import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { plainLine } from '../../reports/escape.ts';
import type { Flags } from '../config/flags.ts';
import { historyConfig } from '../config/history.ts';
import { UsageError } from '../config/usage-error.ts';
import { keepHistory } from '../history/keep-history.ts';
import { complain } from './complain.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { historyText } from './history-text.ts';
import type { Surroundings } from './surroundings.ts';

/** @throws {UsageError} when the command was wrong */
export async function history(flags: Flags, around: Surroundings): Promise<ExitCode> {
  const { cwd, stdout, stderr } = around;
  const config = historyConfig(flags, { cwd, now: new Date() });
  await refuseNoFolder(config.folder);
  const kept = await keepHistory(config);
  for (const { place, reason } of kept.updated.damaged) {
    const where = relative(cwd, join(config.folder, place)) || '.';
    complain(stderr, `passed over ${plainLine(`${where}: ${reason}`)}`);
  }
  if (kept.written.length === 0) {
    const since = kept.updated.summaries.length > 0 ? ' since then' : '';
    complain(stderr, `there is no run in ${relative(cwd, config.folder) || '.'}${since}`);
    return exitCodes.nothingToReport;
  }
  stdout.write(historyText(kept, around));
  return exitCodes.done;
}

async function refuseNoFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found)
    throw new UsageError(`there is no folder ${folder}; history needs the one that the runs are in`);
  if (!found.isDirectory())
    throw new UsageError(`history needs the folder that the runs are in; ${folder} is a file`);
}
