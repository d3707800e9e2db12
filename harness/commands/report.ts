/** `cluster-bench report [folder]`: rewrites the reports from the record. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { RUNS_FOLDER } from '../config/folder-names.ts';
import { UsageError } from '../config/usage-error.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printProblem } from './print-problem.ts';

/**
 * @param folder of the run, or its record file; the latest run if undefined
 * @throws {UsageError} if there is no record, or it is malformed
 */
export async function report(folder: string | undefined, around: CommandContext): Promise<ExitCode> {
  const { stdout, stderr, cwd } = around;
  const path = folder === undefined ? await latestRun(cwd) : resolve(cwd, folder);
  // Imported late, as it is slow to load and a refused command does not need it.
  const { readRun } = await import('../judge/judge-run.ts');
  const record = await readRun(path);
  const { writeReports } = await import('../../reports/report.ts');
  const files = await writeReports(record, await folderOf(path));
  stdout.write(files.map((file) => `${relative(cwd, resolve(path, file))}\n`).join(''));
  if (record.trials.some(({ status }) => status === 'ok')) return exitCodes.done;
  printProblem(stderr, 'no trial of this run produced figures; the report explains why');
  return exitCodes.nothingToReport;
}

/** The latest run. Folder names begin with the time, so that it is the last in order. */
async function latestRun(cwd: string): Promise<string> {
  const runs = join(cwd, RUNS_FOLDER);
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const latest = names.sort().at(-1);
  if (latest === undefined) {
    throw new UsageError(`report needs the folder of a run, and there is none in ${RUNS_FOLDER}/`);
  }
  return join(runs, latest);
}

async function folderOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? path : resolve(path, '..');
}
