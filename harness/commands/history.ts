/** `cluster-bench history [folder]`: the runs of a folder over time, and where their levels change. */
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Block, paragraph } from '../../reports/document/block.ts';
import { code, text } from '../../reports/document/inline.ts';
import { counted, fixed } from '../../reports/format.ts';
import { historySummary } from '../../reports/history/document.ts';
import { plainLine } from '../../reports/render/plain-text.ts';
import { historyConfig } from '../config/history.ts';
import { UsageError } from '../config/usage-error.ts';
import { type KeptHistory, keepHistory } from '../history/keep-history.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print } from './print.ts';
import { printProblem } from './print-problem.ts';

/** @throws {UsageError} if the command is wrong */
export async function history(
  flags: Readonly<Record<string, unknown>>,
  around: CommandContext,
): Promise<ExitCode> {
  const { cwd, stderr } = around;
  const config = historyConfig(flags, { cwd, now: new Date() });
  await refuseNoFolder(config.folder);
  const kept = await keepHistory(config);
  for (const { place, reason } of kept.updated.damaged) {
    const where = relative(cwd, join(config.folder, place)) || '.';
    printProblem(stderr, `passed over ${plainLine(`${where}: ${reason}`)}`);
  }
  if (kept.written.length === 0) {
    const since = kept.updated.summaries.length > 0 ? ' since then' : '';
    printProblem(stderr, `there is no run in ${relative(cwd, config.folder) || '.'}${since}`);
    return exitCodes.nothingToReport;
  }
  print([...historySummary(kept.history), ...places(kept, cwd)], around);
  return exitCodes.done;
}

function places({ updated, written: [report = ''] }: KeptHistory, cwd: string): Block[] {
  const { bytes, added, file, summaries } = updated;
  const runs = counted(summaries.length, 'run');
  const size = `${runs}, ${fixed(added, 0)} new, ${fixed(bytes / summaries.length, 0)} bytes per run`;
  return [
    ...paragraph(text`history: ${code(relative(cwd, file))} (${size})`),
    ...paragraph(text`report: ${code(relative(cwd, report))}`),
  ];
}

async function refuseNoFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found) throw new UsageError(`there is no folder ${folder}; name the folder that holds the runs`);
  if (!found.isDirectory()) throw new UsageError(`${folder} is a file; name the folder that holds the runs`);
}
