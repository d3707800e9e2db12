/** `cluster-bench [run]`: flags -> configuration -> trials -> reports. */

import { relative, resolve } from 'node:path';
import type { HostAbilities } from '../../targets/member.ts';
import type { Flags } from '../config/flags.ts';
import { checkFolder, claimFolder, claimFreeFolder } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { type ResolvedRun, withFolder } from '../config/resolved-run.ts';
import { readUserConfig } from '../config/user-config.ts';
import { originOf, type UserConfig } from '../config/user-values.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { unmetGates } from '../records/gate.ts';
import type { RunRecord } from '../records/run.ts';
import type { CutRun } from '../run/cut-run.ts';
import { checkHost, resolvedHere } from './checked-config.ts';
import { printClosingSummary } from './closing-summary.ts';
import { type CommandContext, meansOf } from './command-context.ts';
import { isDryRun, printRunPlan } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { watched } from './interrupt.ts';
import { tryToWriteOutputs } from './outputs.ts';
import { printProblem } from './print-problem.ts';
import { reportToGitHub, type StepResult } from './report-to-github.ts';
import { resumeCommand } from './resume-command.ts';

/** @throws {UsageError} before anything is started */
export async function run(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const user = await readUserConfig(flags, around.env, around.cwd);
  const capabilities = await detectCapabilities(around.env);
  const checked = await resolvedHere(user, around, capabilities);
  await checkHost(user, checked, capabilities);
  if (isDryRun(user)) {
    await checkFolder(checked.config.out, originOf(user, 'out'));
    return printRunPlan(checked, around);
  }
  // Claim the folder last: a refused command leaves nothing behind.
  const resolved = withFolder(checked, await claimed(checked.config.out, user));
  return measure(resolved, capabilities, around);
}

/** measure makes the trials and the report. @param cut the run that goes on; a new one if omitted */
export async function measure(
  resolved: ResolvedRun,
  capabilities: HostAbilities,
  around: CommandContext,
  cut?: CutRun,
): Promise<ExitCode> {
  // Imported late, as it is slow to load and a refused command does not need it.
  const { executeRun } = await import('../run/run.ts');
  return watched(around, async (progress, signal) => {
    const { record, folder, saved } = await executeRun(resolved, capabilities, {
      watch: progress.watch,
      signal,
      ...meansOf(around),
      ...(cut && { cut }),
    });
    progress.close();
    const report = await tryToReport(record, folder, saved, around);
    const wanted = { names: resolved.config.outputs, folder };
    const areWritten = await tryToWriteOutputs({ ...wanted, render: (to) => to.run?.(record) }, around);
    printClosingSummary(record, report, around, resumeCommand(record, folder, around.cwd));
    const verdict = signal.aborted
      ? 'interrupted'
      : verdictOf(record, saved && report !== null && areWritten);
    await reportToGitHub(() => stepResult(record, resolve(around.cwd, folder), verdict), around);
    return CODES[verdict];
  });
}

type Verdict = 'ok' | 'failed' | 'not-met' | 'interrupted';

/** Exit codes of the verdicts. */
const CODES: Readonly<Record<Verdict, ExitCode>> = {
  ok: exitCodes.done,
  failed: exitCodes.failed,
  'not-met': exitCodes.failed,
  interrupted: exitCodes.interrupted,
};

function verdictOf({ trials, gates }: RunRecord, isWritten: boolean): Verdict {
  if (!isWritten || trials.some(({ status }) => status !== 'ok')) return 'failed';
  return unmetGates(gates).length === 0 ? 'ok' : 'not-met';
}

async function stepResult(record: RunRecord, folder: string, verdict: Verdict): Promise<StepResult> {
  // Imported late: only a step of GitHub Actions needs them.
  const { runPage } = await import('../../reports/github/run-page.ts');
  const { runAnnotations } = await import('../../reports/github/run-annotations.ts');
  const blocks = runPage(record);
  return { blocks, annotations: runAnnotations(record), folder, verdict };
}

async function claimed(folder: string, user: UserConfig): Promise<string> {
  const origin = originOf(user, 'out');
  if (!user.out) return claimFreeFolder(folder, origin);
  await claimFolder(folder, origin);
  return folder;
}

/** Writes the report. Returns its path, or null on failure: the figures are on disk in either case. */
export async function tryToReport(
  record: RunRecord,
  folder: string,
  saved: boolean,
  { cwd, stderr }: CommandContext,
): Promise<string | null> {
  const { writeReports } = await import('../../reports/report.ts');
  try {
    const [report] = await writeReports(record, folder);
    return report ?? folder;
  } catch (error) {
    const again = `the record is saved; try again with: cluster-bench report ${relative(cwd, folder) || '.'}`;
    const { message } = error as Error;
    printProblem(stderr, `the report could not be written: ${message}${saved ? `; ${again}` : ''}`);
    return null;
  }
}
