/** `cluster-bench nightly`: the host, a run, the last good nights, `ab` where something is suspected, the history. */
import { appendFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { comparisonSummary } from '../../reports/compare/document.ts';
import { doctorDocument } from '../../reports/doctor/document.ts';
import { type NightComparisons, nightSummary } from '../../reports/nightly/document.ts';
import { writeNight } from '../../reports/nightly/write.ts';
import type { HostAbilities } from '../../targets/member.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { cellsNamed, refuseUnknownCells } from '../compare/gates.ts';
import type { NamedRun } from '../compare/sides.ts';
import { withoutTrials } from '../config/ab.ts';
import { commandOf } from '../config/command.ts';
import { checkFolder, claimFreeFolder, defaultFolder } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { type NightlyConfig, readNightlyConfig } from '../config/nightly.ts';
import { type ResolvedRun, withFolder } from '../config/resolved-run.ts';
import { UsageError } from '../config/usage-error.ts';
import type { UserConfig } from '../config/user-values.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { hostChecks } from '../host/checks/index.ts';
import { readHostState } from '../host/checks/read-host-state.ts';
import { describeCommit } from '../host/git.ts';
import { readRun } from '../judge/read-run.ts';
import { type Base, chooseBase } from '../nightly/base.ts';
import { type Confirmed, confirm } from '../nightly/confirm.ts';
import { lockStore } from '../nightly/lock.ts';
import { nightOf } from '../nightly/night-of.ts';
import { prune } from '../nightly/prune.ts';
import { readNights, runsFolder } from '../nightly/store.ts';
import { countedNights, suspectsIn, unanswered } from '../nightly/suspects.ts';
import type { Comparison } from '../records/comparison.ts';
import type { Night } from '../records/night.ts';
import type { RunOutcome } from '../run/recording.ts';
import type { Progress } from '../terminal/progress.ts';
import { checkHost, resolvedHere } from './checked-config.ts';
import { closingSummary } from './closing-summary.ts';
import { complain } from './complain.ts';
import { isDryRun, tellRunPlan } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { history } from './history.ts';
import { print } from './print.ts';
import { tryToReport } from './run.ts';
import { meansOf, type Surroundings } from './surroundings.ts';
import { watched } from './watched.ts';

interface Session {
  readonly nightly: NightlyConfig;
  readonly user: UserConfig;
  readonly resolved: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly around: Surroundings;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Notes for readers of the night, a sentence each. */
  readonly notes: string[];
}

/** @throws {UsageError} before anything was measured */
export async function nightly(
  flags: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Promise<ExitCode> {
  refuseWindows(around.platform);
  const { nightly, user } = await readNightlyConfig(flags, around.env, around.cwd);
  const capabilities = await detectCapabilities(around.env);
  const run = await resolvedHere(user, around, capabilities);
  await checkHost(user, run, capabilities);
  refuseUnknownCells(
    cellsNamed(nightly.judging),
    run.cells.map(({ id }) => id),
  );
  // Its nights would have no commit, and `ab` nothing to compare.
  await describeCommit(around.cwd, (reason) => {
    throw new UsageError(`nightly compares commits, and ${reason}`);
  });
  if (isDryRun(user)) {
    await checkFolder(nightly.store, '--store');
    const planned = withFolder(run, join(runsFolder(nightly.store), basename(run.config.out)));
    const asked = `each variant that seems to have changed gets up to ${nightly.maxPairs} pairs with ab`;
    return tellRunPlan(planned, around, nightly.accept ? [] : [asked]);
  }
  await using _ = await lockStore(nightly.store);
  // Awaited here: the lock is held no longer than this function.
  return await watched(around, (progress, signal) =>
    runNight({ nightly, user, resolved: run, capabilities, around, progress, signal, notes: [] }),
  );
}

async function runNight(session: Session): Promise<ExitCode> {
  const { around, progress, nightly, signal } = session;
  const checks = await examineHost(session);
  const run = await measure(session);
  const head = { path: basename(run.folder), record: run.record };
  const { base, before, comparison } = await compareNights(head, session);
  const lost = comparison.onlyInBase;
  if (lost.length > 0)
    session.notes.push(`the last good nights have variants that this one lacks: ${lost.join(', ')}`);
  const asked = await ask(comparison, run, base, session);
  progress.close();
  const told = {
    nights: base.nights.length > 0 ? comparison : null,
    ab: asked.measured?.comparison ?? null,
  };
  await updateHistory(session);
  const night = nightOf({
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
    suspects: countedNights(asked.suspects, before),
    notes: session.notes,
  });
  const isWritten = await writeAll(night, told, run.folder, session);
  await tryTo('old nights could not be removed', session, () => prune(nightly.store, nightly.keep));
  around.stdout.write('\n');
  print(nightSummary(night, relative(around.cwd, join(run.folder, 'summary.md'))), around);
  if (signal.aborted) return exitCodes.interrupted;
  return isWritten && run.saved ? CODES[night.verdict] : exitCodes.failed;
}

/** What each verdict means to a script. */
const CODES: Readonly<Record<Night['verdict'], ExitCode>> = {
  first: exitCodes.done,
  good: exitCodes.done,
  suspected: exitCodes.done,
  regression: exitCodes.failed,
  failed: exitCodes.failed,
  nothing: exitCodes.nothingToReport,
  interrupted: exitCodes.interrupted,
};

/** A doubtful host does not stop the night: its report names the doubts. */
async function examineHost(session: Session): Promise<Night['checks']> {
  const { around } = session;
  const checks = await tryTo('the host could not be examined', session, async () =>
    hostChecks(await readHostState(around)),
  );
  if (!checks) return [];
  print(doctorDocument(checks), around);
  around.stdout.write('\n');
  return checks.map(({ code, level, text, advice }) => ({ code, level, text, advice }));
}

async function measure({
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
  const options = { watch: progress.watch, signal, ...meansOf(around) };
  const run = await executeRun(withFolder(resolved, out), capabilities, options);
  const report = await tryToReport(run.record, run.folder, run.saved, around);
  around.stdout.write(closingSummary(run.record, report, around));
  return run;
}

/** Without a good night the comparison has gates alone. */
async function compareNights(
  head: NamedRun,
  session: Session,
): Promise<{ base: Base; before: readonly Night[]; comparison: Comparison }> {
  const { nightly, notes, signal } = session;
  const compare = (base: Base) =>
    compareRuns(
      { label: 'last good nights', runs: base.nights.map(({ run }) => run) },
      { label: 'this night', runs: [head] },
      nightly.judging,
    );
  const none: Base = { nights: [], passedOver: [] };
  if (signal.aborted) return { base: none, before: [], comparison: compare(none) };
  const { nights, damaged } = await readNights(nightly.store);
  notes.push(...damaged);
  const before = nights.map(({ night }) => night);
  const base = await chooseBase(nights, head, readRun);
  try {
    return { base, before, comparison: compare(base) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    notes.push(
      `the last good nights cannot be compared together, so this one is compared with the last alone: ${error.message}`,
    );
    const last = { ...base, nights: base.nights.slice(0, 1) };
    return { base: last, before, comparison: compare(last) };
  }
}

/** An accepted night is not confirmed by `ab`. */
async function ask(
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
  // The night is already measured: a failure of ab costs the confirmation alone.
  const confirmed = (await tryTo('ab could not run', session, () =>
    confirm(suspects, comparison.cells, record, last, confirming),
  )) ?? { suspects: suspects.map((suspect) => unanswered(suspect, 'ab failed')), measured: null };
  if (confirmed.measured) printComparison(confirmed.measured.comparison, around);
  return confirmed;
}

function printComparison(comparison: Comparison, around: Surroundings): void {
  around.stdout.write('\n');
  print(comparisonSummary(comparison), around);
}

async function updateHistory(session: Session): Promise<void> {
  const { nightly, around } = session;
  around.stdout.write('\n');
  await tryTo('the history could not be written', session, () => history({ folder: nightly.store }, around));
}

/** @returns whether the night is on disk; other outputs may fail */
async function writeAll(
  night: Night,
  comparisons: NightComparisons,
  folder: string,
  session: Session,
): Promise<boolean> {
  const { env } = session.around;
  const { writeComparison } = await import('../../reports/compare/write.ts');
  for (const [name, comparison] of [
    ['.', comparisons.nights],
    ['ab', comparisons.ab],
  ] as const) {
    const file = 'the comparison could not be written';
    if (comparison) await tryTo(file, session, () => writeComparison(comparison, join(folder, name)));
  }
  const summary = await tryTo('the night could not be written', session, () =>
    writeNight({ ...night, notes: [...session.notes] }, comparisons, folder),
  );
  if (summary === null) return false;
  const { GITHUB_STEP_SUMMARY: page, GITHUB_OUTPUT: outputs } = env;
  const values = `verdict=${night.verdict}\nfolder=${folder}\nstore=${session.nightly.store}\n`;
  if (page) await tryTo('GITHUB_STEP_SUMMARY could not be written', session, () => appendFile(page, summary));
  if (outputs) await tryTo('GITHUB_OUTPUT could not be written', session, () => appendFile(outputs, values));
  return true;
}

/** Runs a step that the night can do without: a failure is noted in a sentence, and null takes its place. */
async function tryTo<Result>(
  failure: string,
  { around, notes }: Session,
  step: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await step();
  } catch (error) {
    const sentence = `${failure}: ${(error as Error).message}`;
    notes.push(sentence);
    complain(around.stderr, sentence);
    return null;
  }
}
