/** `cluster-bench --resume FOLDER`: goes on with a run that was interrupted or killed. */
import { resolve } from 'node:path';
import { type Flags, givenAmong } from '../config/flags.ts';
import { isFolder } from '../config/folder.ts';
import { refuseWindows } from '../config/host-check.ts';
import { optionsOf } from '../config/options/index.ts';
import { isRunOptionName } from '../config/options/run.ts';
import { userOf } from '../config/recorded-command.ts';
import { withFolder } from '../config/resolved-run.ts';
import { UsageError } from '../config/usage-error.ts';
import { isDryRun, type UserConfig } from '../config/user-values.ts';
import { type GivenFor, oneText } from '../config/values.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { checkHost, resolvedHere } from '../library/checked-config.ts';
import type { CutRun } from '../run/cut-run.ts';
import type { CommandContext } from './command-context.ts';
import { printRunPlan } from './dry-run.ts';
import type { ExitCode } from './exit-codes.ts';
import { measure } from './run.ts';

/**
 * The plan is that of the run's record. Neither the configuration file nor the variables of today change it.
 * @throws {UsageError} before anything is started
 */
export async function resume(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const table = optionsOf('run');
  const given = givenAmong(flags, table, around.cwd);
  refusePlan(given);
  const { resume: named, ...free } = given;
  if (!named) throw new UsageError('--resume needs the folder of a run');
  const { readCutRun, runFolder } = await import('../run/resume/read-cut-run.ts');
  const folder = runFolder(resolve(around.cwd, oneText(named)));
  const cut = await readCutRun(folder);
  const { run, capabilities } = await resolvedAgain(cut, free, folder, around);
  // Without a finished trial there is nothing to go on with: the same plan begins again.
  const kept = cut.trials.length > 0 ? cut : undefined;
  if (isDryRun(free)) return printRunPlan(run, around, [], kept?.trials);
  return measure(run, capabilities, around, kept);
}

/** @throws {UsageError} at flags that would change the plan, or the folder */
function refusePlan(given: GivenFor<string>): void {
  const refused = Object.entries(optionsOf('run')).filter(
    ([name, { besideResume }]) => given[name] && isRunOptionName(name) && !besideResume,
  );
  if (refused.length === 0) return;
  const names = refused.map(([name]) => `--${name}`);
  throw new UsageError(
    `--resume goes on with the plan and in the folder of the run; leave out ${names.join(', ')}, or start a new run`,
  );
}

/** resolvedAgain is the recorded plan, checked as that of a new run. @throws {UsageError} if it is not possible today */
async function resolvedAgain(cut: CutRun, free: UserConfig, folder: string, around: CommandContext) {
  const { command, cwd, plan } = cut.header;
  const { cannotGoOn, checkedAgain } = await import('../run/resume/check-resume.ts');
  if (!(await isFolder(cwd))) throw new UsageError(cannotGoOn([`its working directory ${cwd} is gone`]));
  const capabilities = await detectCapabilities(around.env);
  const run = await checkedAgain(cut, capabilities, async () => {
    const user = { ...withConnections(userOf(command, cwd), plan.connections), ...free };
    const resolved = await resolvedHere(user, { ...around, cwd }, capabilities);
    await checkHost(user, resolved, capabilities);
    return withFolder(resolved, folder);
  });
  return { run, capabilities };
}

/** Pilots chose the connections, or could not: all trials of a run have the same number. */
function withConnections(user: UserConfig, connections: number): UserConfig {
  const { connections: given } = user;
  return given?.texts[0] === 'auto'
    ? { ...user, connections: { ...given, texts: [String(connections)] } }
    : user;
}
