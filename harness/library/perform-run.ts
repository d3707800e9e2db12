/** The way of every run, from the program and from a program that imports the library: check, claim, measure, report. */

import type { WrittenOutputs } from '../../reports/outputs/write-outputs.ts';
import type { HostAbilities } from '../../targets/member.ts';
import { claimFolder, claimFreeFolder } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { type ResolvedRun, withFolder } from '../config/resolved-run.ts';
import { originOf, type UserConfig } from '../config/user-values.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import type { RunOutcome } from '../run/recording.ts';
import type { RunOptions } from '../run/tools.ts';
import { checkHost, resolvedHere } from './checked-config.ts';
import { meansOf, type Surroundings } from './surroundings.ts';
import { tryToReport, tryToWriteOutputs } from './try-to-report.ts';

/** CheckedRun is a run that this host can make, as far as that is known before anything is started. */
export interface CheckedRun {
  readonly user: UserConfig;
  readonly resolved: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly around: Surroundings;
}

export interface ReportedRun extends RunOutcome {
  /** Path of the report; null if there is none. */
  readonly report: string | null;
  /** Files for other programs. */
  readonly outputs: WrittenOutputs;
}

/** @param read reads the user's values @throws {UsageError} at the first that is wrong, or that this host lacks */
export async function checkedRun(read: () => Promise<UserConfig>, around: Surroundings): Promise<CheckedRun> {
  refuseWindows(around.platform);
  const user = await read();
  const capabilities = await detectCapabilities(around.env);
  const resolved = await resolvedHere(user, around, capabilities);
  await checkHost(user, resolved, capabilities);
  return { user, resolved, capabilities, around };
}

/**
 * performRun makes a new run, in a folder that it claims.
 *
 * @throws {UsageError} if the folder cannot be written: nothing is started then
 */
export async function performRun(checked: CheckedRun, options: ReportOptions): Promise<ReportedRun> {
  return measureAndReport(await withClaimedFolder(checked), checked, options);
}

/** withClaimedFolder comes last, so that a refused run leaves nothing behind. @throws {UsageError} */
export async function withClaimedFolder({ resolved, user }: CheckedRun): Promise<ResolvedRun> {
  const origin = originOf(user, 'out');
  const { out } = resolved.config;
  if (!user.out) return withFolder(resolved, await claimFreeFolder(out, origin));
  await claimFolder(out, origin);
  return withFolder(resolved, out);
}

interface ReportOptions extends Omit<RunOptions, 'means'> {
  /** Whether to write the report [true]. */
  readonly report?: boolean;
}

/** measureAndReport makes the trials, and writes the record, the report and the outputs into the run's folder. */
export async function measureAndReport(
  run: ResolvedRun,
  { capabilities, around }: Pick<CheckedRun, 'capabilities' | 'around'>,
  { report, ...options }: ReportOptions,
): Promise<ReportedRun> {
  // Imported late, as it is slow to load and a refused run does not need it.
  const { executeRun } = await import('../run/run.ts');
  const outcome = await executeRun(run, capabilities, { ...options, ...meansOf(around) });
  return {
    ...outcome,
    report: report === false ? null : await tryToReport(outcome, around.cwd, options.watch),
    outputs: await tryToWriteOutputs(outcome, run.config.outputs, options.watch),
  };
}
