/** `cluster-bench ab`: compares two versions in alternating trials until the verdict is known. */
import { relative, resolve } from 'node:path';
import { comparisonSummary } from '../../reports/compare/document.ts';
import { type Block, list } from '../../reports/document/block.ts';
import { code, text } from '../../reports/document/inline.ts';
import { listed } from '../../reports/format.ts';
import type { HostAbilities } from '../../targets/member.ts';
import { type Measured, measureSides } from '../ab/measure-sides.ts';
import { nodeContenders } from '../ab/node-versions.ts';
import { unlessAborted } from '../ab/run-command.ts';
import { type BySide, type Contender, sides } from '../ab/side.ts';
import { findVersions, withVersions } from '../ab/versions.ts';
import { type AbConfig, type Compared, readAbConfig } from '../config/ab.ts';
import type { Flags } from '../config/flags.ts';
import { checkFolder, claimSides, defaultAbFolder, releaseSides } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { type ResolvedRun, withFolder } from '../config/resolved-run.ts';
import { UsageError } from '../config/usage-error.ts';
import { isDryRun, originOf, type UserConfig } from '../config/user-values.ts';
import { capabilitiesUnder, detectCapabilities } from '../host/capabilities.ts';
import { checkHost, resolvedHere } from '../library/checked-config.ts';
import { meansOf } from '../library/surroundings.ts';
import type { Comparison } from '../records/comparison.ts';
import type { Watch } from '../run/events.ts';
import { outcomeOf } from '../stats/comparison-outcome.ts';
import type { Progress } from '../terminal/progress.ts';
import type { CommandContext } from './command-context.ts';
import { comparisonCodes, comparisonStepResult } from './compare.ts';
import { printPairsPlan } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { watched } from './interrupt.ts';
import { tryToWriteOutputs } from './outputs.ts';
import { print } from './print.ts';
import { printProblem } from './print-problem.ts';
import { reportToGitHub } from './report-to-github.ts';

interface Session {
  readonly ab: AbConfig;
  readonly user: UserConfig;
  readonly around: CommandContext;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** null: interrupted before the first pair. */
type Done = Measured | null;

/** @throws {UsageError} before anything is measured */
export async function ab(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const { ab, user } = await readAbConfig(flags, around.env, around.cwd);
  if (isDryRun(user)) return printPlan(ab, user, around);
  return watched(around, async (progress, signal) => {
    const session = { ab, user, around, progress, signal };
    const { compared } = ab;
    const done = await (compared.kind === 'refs'
      ? compareRefs(compared, session)
      : compareNodes(compared, session));
    progress.close();
    return done === null ? exitCodes.interrupted : report(done, signal.aborted, around);
  });
}

/** Prints the plan. Versions are looked up, but neither checked out nor installed. */
async function printPlan(ab: AbConfig, user: UserConfig, around: CommandContext): Promise<ExitCode> {
  const { compared } = ab;
  const { cwd, stderr } = around;
  if (compared.kind === 'refs') refuseNoApp(user);
  const capabilities = await detectCapabilities(around.env);
  const run = await resolvedHere(user, around, capabilities, { scriptsElsewhere: compared.kind === 'refs' });
  const { config } = run;
  await checkHost(user, run, capabilities);
  if (compared.kind === 'refs') {
    const watch: Watch = (event) => {
      if (event.type === 'notice') printProblem(stderr, event.text);
    };
    await findVersions(compared, { cwd, config, watch });
  }
  const out = user.out ? config.out : resolve(cwd, defaultAbFolder(new Date()));
  await checkFolder(out, originOf(user, 'out'), ['comparison.json', ...sides]);
  return printPairsPlan(withFolder(run, out), ab, around);
}

async function compareRefs(refs: Extract<Compared, { kind: 'refs' }>, session: Session): Promise<Done> {
  const { user, around, progress, signal } = session;
  const { cwd } = around;
  refuseNoApp(user);
  const capabilities = await detectCapabilities(around.env);
  const checked = await resolvedHere(user, around, capabilities, { scriptsElsewhere: true });
  await checkHost(user, checked, capabilities);
  const versions = await findVersions(refs, { cwd, config: checked.config, watch: progress.watch });
  const run = await claimed(checked, session);
  const { config } = run;
  try {
    return await withVersions(refs, versions, { cwd, config, watch: progress.watch, signal }, (contenders) =>
      measure(run, capabilities, contenders, session),
    );
  } finally {
    await releaseSides(config.out, sides);
  }
}

function refuseNoApp(user: UserConfig): void {
  if (user.app || user['app-command']) return;
  throw new UsageError('ab needs --app, the script that starts your server, such as --app ./server.js');
}

async function compareNodes(
  { base, head }: Extract<Compared, { kind: 'nodes' }>,
  session: Session,
): Promise<Done> {
  const { user, around, progress, signal } = session;
  const host = { ...around, arch: process.arch, watch: progress.watch, signal };
  const contenders = await unlessAborted(signal, () => nodeContenders({ base, head }, host));
  if (contenders === null) return null;
  const versions = sides.map((side) => contenders[side].runtime.node.version);
  const capabilities = capabilitiesUnder(versions, await detectCapabilities(around.env));
  const oldest =
    versions.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))[0] ?? '';
  const checked = await resolvedHere(user, around, capabilities, { nodeVersion: oldest.slice(1) });
  // A policy that one of the two Node versions does not support is left out for both, with the reason.
  const { policy, ...others } = user;
  await checkHost(others, checked, capabilities);
  return measure(await claimed(checked, session), capabilities, contenders, session);
}

/** Claims the folder last: a refused command leaves nothing behind. */
async function claimed(run: ResolvedRun, { ab, user, around }: Session): Promise<ResolvedRun> {
  const { config } = run;
  const folder = user.out ? config.out : resolve(around.cwd, defaultAbFolder(new Date()));
  const out = await claimSides(folder, sides, user.out ? originOf(user, 'out') : null);
  const asked = { ...config.asked, prefix: ab.command };
  return { ...run, config: { ...config, out, trials: ab.minPairs, asked } };
}

function measure(
  run: ResolvedRun,
  capabilities: HostAbilities,
  contenders: BySide<Contender>,
  { ab, around, progress: { watch }, signal }: Session,
): Promise<Measured> {
  return measureSides(run, capabilities, contenders, ab, {
    cwd: around.cwd,
    watch,
    signal,
    ...meansOf(around),
  });
}

/** Prints the same summary as `compare`, below the cells that were given up. */
async function report(measured: Measured, isInterrupted: boolean, around: CommandContext): Promise<ExitCode> {
  const { outcome, comparison, folder } = measured;
  const { stdout, cwd } = around;
  stdout.write('\n');
  print([...givenUp(outcome), ...comparisonSummary(comparison)], around);
  const file = await tryToWrite(comparison, folder, around);
  if (file !== null) stdout.write(`\ncomparison: ${relative(cwd, file)}\n`);
  const records = sides.map((side) => outcome.runs[side].record);
  const hasFailed = records.some(({ trials }) => trials.some(({ status }) => status === 'failed'));
  const isSaved = file !== null && sides.every((side) => outcome.runs[side].saved);
  const areWritten = await writeOutputs(measured, around);
  const found = outcomeOf(comparison);
  const verdict = isInterrupted ? 'interrupted' : found === 'ok' && hasFailed ? 'failed' : found;
  await reportToGitHub(() => comparisonStepResult(comparison, resolve(cwd, folder), verdict), around);
  if (isInterrupted) return exitCodes.interrupted;
  return hasFailed || !isSaved || !areWritten ? exitCodes.failed : comparisonCodes[found];
}

/** Writes those of both runs, and those of the comparison. */
async function writeOutputs(
  { outcome, comparison, folder, outputs: names }: Measured,
  around: CommandContext,
): Promise<boolean> {
  const written = [
    await tryToWriteOutputs({ names, folder, render: (to) => to.comparison?.(comparison) }, around),
  ];
  for (const side of sides) {
    const { record, folder } = outcome.runs[side];
    written.push(await tryToWriteOutputs({ names, folder, render: (to) => to.run?.(record) }, around));
  }
  return written.every(Boolean);
}

function givenUp({ givenUp }: Measured['outcome']): Block[] {
  return list(
    givenUp.map(
      ({ cell, failing }) =>
        text`${code(cell)}: ${listed(failing)} failed, or gave no figure, three times: it got no more pairs`,
    ),
  );
}

/** Writes the text. Returns its path, or null on failure: both runs are on disk in either case. */
async function tryToWrite(
  comparison: Comparison,
  folder: string,
  { stderr }: CommandContext,
): Promise<string | null> {
  const { writeComparison } = await import('../../reports/compare/write.ts');
  try {
    const [page] = await writeComparison(comparison, folder);
    return page ?? folder;
  } catch (error) {
    printProblem(stderr, `the comparison could not be written: ${(error as Error).message}`);
    return null;
  }
}
