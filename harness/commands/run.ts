/** `cluster-bench [run]`: flags -> configuration -> trials -> reports. */

import { resolve } from 'node:path';
import type { HostAbilities } from '../../targets/member.ts';
import type { Flags } from '../config/flags.ts';
import { checkFolder } from '../config/folder.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { readUserConfig } from '../config/user-config.ts';
import { isDryRun, originOf } from '../config/user-values.ts';
import { checkedRun, measureAndReport, withClaimedFolder } from '../library/perform-run.ts';
import { unmetGates } from '../records/gate.ts';
import type { RunRecord } from '../records/run.ts';
import type { CutRun } from '../run/cut-run.ts';
import { printClosingSummary } from './closing-summary.ts';
import type { CommandContext } from './command-context.ts';
import { printRunPlan } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { watched } from './interrupt.ts';
import { printOutputs } from './outputs.ts';
import { reportToGitHub, type StepResult } from './report-to-github.ts';
import { resumeCommand } from './resume-command.ts';

/** @throws {UsageError} before anything is started */
export async function run(flags: Flags, around: CommandContext): Promise<ExitCode> {
  const checked = await checkedRun(() => readUserConfig(flags, around.env, around.cwd), around);
  const { user, resolved, capabilities } = checked;
  if (isDryRun(user)) {
    await checkFolder(resolved.config.out, originOf(user, 'out'));
    return printRunPlan(resolved, around);
  }
  return measure(await withClaimedFolder(checked), capabilities, around);
}

/** measure makes the trials and the report. @param cut the run that goes on; a new one if omitted */
export function measure(
  resolved: ResolvedRun,
  capabilities: HostAbilities,
  around: CommandContext,
  cut?: CutRun,
): Promise<ExitCode> {
  return watched(around, async (progress, signal) => {
    const options = { watch: progress.watch, signal, ...(cut && { cut }) };
    const measured = await measureAndReport(resolved, { capabilities, around }, options);
    const { record, folder, saved, report, outputs } = measured;
    progress.close();
    printOutputs(outputs.files, around);
    printClosingSummary(record, report, around, resumeCommand(record, folder, around.cwd));
    const verdict = signal.aborted
      ? 'interrupted'
      : verdictOf(record, saved && report !== null && outputs.failures.length === 0);
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
