/** The slow steps of a night: the checks of the host, the run, and pairs for suspected cells. */
import { basename, join } from 'node:path';
import { comparisonSummary } from '../../reports/compare/document.ts';
import { doctorDocument } from '../../reports/doctor/document.ts';
import { withoutTrials } from '../config/ab.ts';
import { claimFreeFolder, defaultFolder } from '../config/folder.ts';
import { withFolder } from '../config/resolved-run.ts';
import { hostChecks, readHostState } from '../host/checks/index.ts';
import { resolvedHere } from '../library/checked-config.ts';
import { meansOf } from '../library/surroundings.ts';
import { tryToReport } from '../library/try-to-report.ts';
import type { Base } from '../nightly/base.ts';
import { type Confirmed, confirm } from '../nightly/confirm.ts';
import { runsFolder } from '../nightly/store.ts';
import { suspectsIn, unanswered } from '../nightly/suspects.ts';
import type { Comparison } from '../records/comparison.ts';
import type { Night } from '../records/night.ts';
import type { RunOutcome } from '../run/recording.ts';
import { printClosingSummary } from './closing-summary.ts';
import type { CommandContext } from './command-context.ts';
import { type Session, tryTo } from './night-session.ts';
import { print } from './print.ts';

/** Checks the host. A doubtful check does not stop the night: the report lists it. */
export async function examineHost(session: Session): Promise<Night['checks']> {
  const { around } = session;
  const checks = await tryTo('the host could not be examined', session, async () =>
    hostChecks(await readHostState(around)),
  );
  if (!checks) return [];
  print(doctorDocument(checks), around);
  around.stdout.write('\n');
  return checks.map(({ code, level, text, advice }) => ({ code, level, text, advice }));
}

export async function measure({
  nightly,
  resolved,
  capabilities,
  around,
  progress,
  signal,
}: Session): Promise<RunOutcome> {
  const id = basename(await defaultFolder(around.cwd, new Date()));
  const out = await claimFreeFolder(join(runsFolder(nightly.store), id), '--store');
  const { executeRun } = await import('../run/run.ts');
  const options = { watch: progress.watch, signal, isNight: true, ...meansOf(around) };
  const run = await executeRun(withFolder(resolved, out), capabilities, options);
  const report = await tryToReport(run, around.cwd, progress.watch);
  printClosingSummary(run.record, report, around);
  return run;
}

/** Compares suspected cells with `ab`. An accepted night is not confirmed. */
export async function confirmSuspects(
  comparison: Comparison,
  { record, folder }: RunOutcome,
  base: Base,
  session: Session,
): Promise<Confirmed> {
  const { nightly, capabilities, around, progress, signal } = session;
  const { cwd } = around;
  if (base.nights.length > 0) printComparison(comparison, around);
  const suspects = suspectsIn(comparison);
  if (suspects.length === 0 || nightly.accept || signal.aborted) return { suspects, measured: null };
  const user = withoutTrials(session.user);
  const own = await resolvedHere(user, around, capabilities, { scriptsElsewhere: true });
  const run = withFolder(own, join(folder, 'ab'));
  const last = base.nights.find(({ commit }) => commit !== null);
  const confirming = { cwd, run, capabilities, nightly, watch: progress.watch, signal, ...meansOf(around) };
  // The night is already measured: if ab fails, only the confirmation is lost.
  const confirmed = (await tryTo('ab could not run', session, () =>
    confirm(suspects, comparison.cells, record, last, confirming),
  )) ?? { suspects: suspects.map((suspect) => unanswered(suspect, 'ab failed')), measured: null };
  if (confirmed.measured) printComparison(confirmed.measured.comparison, around);
  return confirmed;
}

function printComparison(comparison: Comparison, around: CommandContext): void {
  around.stdout.write('\n');
  print(comparisonSummary(comparison), around);
}
