/** `cluster-bench report [folder]`: writes the reports again, from the record alone. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Flags, givenAmong } from '../config/flags.ts';
import { RUNS_FOLDER } from '../config/folder-names.ts';
import { readValues } from '../config/options/option.ts';
import { reportOptions } from '../config/options/others.ts';
import { UsageError } from '../config/usage-error.ts';
import { complain } from './complain.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * @param flags `folder` is that of the run, or its record's file; the latest run where it is missing
 * @throws {UsageError} if there is no record, or a damaged one
 */
export async function report({ folder, ...flags }: Flags, around: Surroundings): Promise<ExitCode> {
  const { stdout, stderr, cwd } = around;
  const { open } = readValues(reportOptions, givenAmong(flags, reportOptions, cwd), 'report');
  const path = folder === undefined ? await latestRun(cwd) : resolve(cwd, String(folder));
  // Heavy, and of no use to a command that is refused.
  const { readRun } = await import('../judge/judge-run.ts');
  const record = await readRun(path);
  const { writeReports } = await import('../../reports/report.ts');
  const files = await writeReports(record, await folderOf(path));
  stdout.write(files.map((file) => `${relative(cwd, resolve(path, file))}\n`).join(''));
  if (open) await openPage(files[0] ?? '', around);
  if (record.trials.some(({ status }) => status === 'ok')) return exitCodes.done;
  complain(stderr, 'no trial of this run gave figures; the report says why');
  return exitCodes.nothingToReport;
}

async function openPage(path: string, { cwd, stderr }: Surroundings): Promise<void> {
  // Heavy, and needed for this flag alone.
  const { default: open } = await import('open');
  await open(resolve(cwd, path)).catch((error: Error) =>
    complain(stderr, `the browser could not be opened: ${error.message}`),
  );
}

/** The folder's name begins with its time, so that the last in order is the latest. */
async function latestRun(cwd: string): Promise<string> {
  const runs = join(cwd, RUNS_FOLDER);
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const latest = names.sort().at(-1);
  if (latest === undefined) {
    throw new UsageError(`report needs the folder of a run: there is none in ${RUNS_FOLDER}/`);
  }
  return join(runs, latest);
}

async function folderOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? path : resolve(path, '..');
}
