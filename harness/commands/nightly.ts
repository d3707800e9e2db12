/**
 * `cluster-bench nightly`: checks the host, runs, compares with the last good nights, confirms changes with `ab`,
 * updates the history.
 */
import { basename, join, relative } from 'node:path';
import { nightSummary } from '../../reports/nightly/document.ts';
import { cellsNamed, refuseUnknownCells } from '../compare/cell-names.ts';
import { commandOf } from '../config/command.ts';
import type { Flags } from '../config/flags.ts';
import { checkFolder } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { readNightlyConfig } from '../config/nightly.ts';
import { withFolder } from '../config/resolved-run.ts';
import { UsageError } from '../config/usage-error.ts';
import { isDryRun } from '../config/user-values.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { describeCommit } from '../host/git.ts';
import { checkHost, resolvedHere } from '../library/checked-config.ts';
import { buildNight } from '../nightly/build-night.ts';
import { compareNights } from '../nightly/compare-nights.ts';
import { lockStore } from '../nightly/lock-store.ts';
import { prune } from '../nightly/prune.ts';
import { runsFolder } from '../nightly/store.ts';
import { countedNights } from '../nightly/suspects.ts';
import type { Night } from '../records/night.ts';
import type { CommandContext } from './command-context.ts';
import { printRunPlan } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { history } from './history.ts';
import { watched } from './interrupt.ts';
import { writeNightFiles } from './night-files.ts';
import { type Session, tryTo } from './night-session.ts';
import { confirmSuspects, examineHost, measure } from './night-steps.ts';
import { print } from './print.ts';

/** @throws {UsageError} before anything is measured */
export async function nightly(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const { nightly, user } = await readNightlyConfig(flags, around.env, around.cwd);
  const capabilities = await detectCapabilities(around.env);
  const run = await resolvedHere(user, around, capabilities);
  await checkHost(user, run, capabilities);
  refuseUnknownCells(
    cellsNamed(nightly.judging),
    run.cells.map(({ id }) => id),
  );
  // Its nights would have no commit, so that `ab` could not compare them.
  await describeCommit(around.cwd, (reason) => {
    throw new UsageError(`nightly compares commits, and ${reason}`);
  });
  if (isDryRun(user)) {
    await checkFolder(nightly.store, '--store');
    const planned = withFolder(run, join(runsFolder(nightly.store), basename(run.config.out)));
    const asked = `each variant that seems to have changed gets up to ${nightly.maxPairs} pairs with ab`;
    return printRunPlan(planned, around, nightly.accept ? [] : [asked]);
  }
  await using _ = await lockStore(nightly.store);
  // Await here, so that the lock is held only during this function.
  return await watched(around, (progress, signal) =>
    runNight({ nightly, user, resolved: run, capabilities, around, progress, signal, notes: [] }),
  );
}

async function runNight(session: Session): Promise<ExitCode> {
  const { around, progress, nightly, signal } = session;
  const checks = await examineHost(session);
  const run = await measure(session);
  const head = { path: basename(run.folder), record: run.record };
  const { base, before, comparison } = await compareNights(head, nightly, session.notes, signal);
  const lost = comparison.onlyInBase;
  if (lost.length > 0)
    session.notes.push(`the last good nights have variants that this one lacks: ${lost.join(', ')}`);
  const confirmed = await confirmSuspects(comparison, run, base, session);
  progress.close();
  const comparisons = {
    nights: base.nights.length > 0 ? comparison : null,
    ab: confirmed.measured?.comparison ?? null,
  };
  await updateHistory(session);
  const night = buildNight({
    ...head,
    store: nightly.store,
    folder: run.folder,
    id: head.path,
    command: [...nightly.command, ...commandOf(session.resolved.config)],
    accepted: nightly.accept,
    isInterrupted: signal.aborted,
    checks,
    base,
    comparison,
    suspects: countedNights(confirmed.suspects, before),
    notes: session.notes,
  });
  const isWritten = await writeNightFiles(night, comparisons, run, session);
  await tryTo('old nights could not be removed', session, () => prune(nightly.store, nightly.keep));
  around.stdout.write('\n');
  print(nightSummary(night, relative(around.cwd, join(run.folder, 'summary.md'))), around);
  if (signal.aborted) return exitCodes.interrupted;
  return isWritten && run.saved ? CODES[night.verdict] : exitCodes.failed;
}

/** Exit codes of the verdicts. */
const CODES: Readonly<Record<Night['verdict'], ExitCode>> = {
  first: exitCodes.done,
  good: exitCodes.done,
  suspected: exitCodes.done,
  regression: exitCodes.failed,
  failed: exitCodes.failed,
  nothing: exitCodes.nothingToReport,
  interrupted: exitCodes.interrupted,
};

async function updateHistory(session: Session): Promise<void> {
  const { nightly, around } = session;
  around.stdout.write('\n');
  await tryTo('the history could not be written', session, () => history({ folder: nightly.store }, around));
}
