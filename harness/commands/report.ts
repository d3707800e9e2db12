/** `cluster-bench report [folder]`: rewrites the reports from the record. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { gatesSummary } from '../../reports/sections/gates.ts';
import { type Flags, givenAmong } from '../config/flags.ts';
import { RUNS_FOLDER } from '../config/folder-names.ts';
import { reportGateOptions } from '../config/options/gates.ts';
import { namesOf, readValues } from '../config/options/option.ts';
import { reportOptions } from '../config/options/others.ts';
import { UsageError } from '../config/usage-error.ts';
import { unmetGates } from '../records/gate.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { judgedAnew } from './judge-anew.ts';
import { tryToWriteOutputs } from './outputs.ts';
import { print } from './print.ts';
import { printProblem } from './print-problem.ts';
import { resumeCommand } from './resume-command.ts';

const options = { ...reportOptions, ...reportGateOptions };

/**
 * @param flags `folder` is that of the run, or its record's file; the latest run where it is missing
 * @throws {UsageError} if there is no record, or a damaged one
 */
export async function report({ folder, ...flags }: Flags, around: CommandContext): Promise<ExitCode> {
  const { stdout, stderr, cwd } = around;
  const { open, gate, output } = readValues(options, givenAmong(flags, options, cwd), 'report', {
    names: await namesOf(options),
  });
  const path = folder === undefined ? await latestRun(cwd) : resolve(cwd, String(folder));
  // Imported late, as it is slow to load and a refused command does not need it.
  const { readRun } = await import('../judge/judge-run.ts');
  const found = await readRun(path);
  const record = gate === null ? found : judgedAnew(found, gate);
  const { writeReports } = await import('../../reports/report.ts');
  const runFolder = await folderOf(path);
  const [page = '', ...others] = await writeReports(record, runFolder);
  if (gate !== null) print(gatesSummary(record.gates), around);
  // The page comes last, where it stays in sight.
  const files = [...others, page].map((file) => relative(cwd, resolve(path, file)));
  const wanted = { names: output ?? [], folder: runFolder };
  const areWritten = await tryToWriteOutputs({ ...wanted, render: (to) => to.run?.(record) }, around);
  stdout.write(`${files.join('\n')}\n`);
  const resume = resumeCommand(record, await folderOf(path), cwd);
  // On stderr, as the other lines are files.
  if (resume !== null) stderr.write(`the run is partial; go on with: ${resume}\n`);
  if (open) await openPage(page, around);
  if (record.trials.some(({ status }) => status === 'ok')) {
    // A run's own gates have set the exit code of the run.
    const isKept = gate === null || unmetGates(record.gates).length === 0;
    return areWritten && isKept ? exitCodes.done : exitCodes.failed;
  }
  printProblem(stderr, 'no trial of this run produced figures; the report explains why');
  return exitCodes.nothingToReport;
}

async function openPage(path: string, { cwd, stderr }: CommandContext): Promise<void> {
  // Imported late: only this flag needs it.
  const { default: open } = await import('open');
  await open(resolve(cwd, path)).catch((error: Error) =>
    printProblem(stderr, `the browser could not be opened: ${error.message}`),
  );
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
