/** One run in the process of a program that imports the library. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withEnvironment } from '../../targets/run-environment.ts';
import type { Config } from '../config/define-config.ts';
import { UsageError } from '../config/usage-error.ts';
import { configGiven } from '../config/user-config.ts';
import { isDryRun, type UserConfig } from '../config/user-values.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import type { Means } from '../run/tools.ts';
import { checkedRun, performRun } from './perform-run.ts';
import type { RunOptions, RunResult } from './run-options.ts';
import { stoppable } from './stoppable.ts';
import { surroundings } from './surroundings.ts';

let isRunning = false;

/** @param means how trials are made; tests replace the real processes @throws {UsageError} as `run` does */
export async function runHere<Save extends boolean = true>(
  config: Config,
  options: RunOptions<Save>,
  means?: Means,
): Promise<RunResult<Save>> {
  if (isRunning) {
    throw new UsageError('a run is in progress in this process, and two disturb each other; await the first');
  }
  isRunning = true;
  const scratch = options.save === false ? makeScratchFolder() : null;
  try {
    const measured = () => measure(config, options, { scratch, ...(means && { means }) });
    return (await withEnvironment(options.env ?? process.env, measured)) as RunResult<Save>;
  } finally {
    isRunning = false;
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}

interface Around {
  /** Where the run's folder is if it is not kept. */
  readonly scratch: string | null;
  readonly means?: Means;
}

async function measure(
  config: Config,
  { cwd = '.', env = process.env, report, ...watching }: RunOptions,
  { scratch, ...means }: Around,
): Promise<RunResult> {
  const around = { ...surroundings(), cwd: resolve(cwd), env, ...means };
  const checked = await checkedRun(async () => userConfig(config, around.cwd, scratch), around);
  const { watch, signal, release } = stoppable(watching);
  try {
    const draws = report !== false && scratch === null;
    const result = await performRun(checked, { watch, signal, report: draws });
    return scratch === null ? result : { ...result, folder: null, saved: false };
  } finally {
    release();
  }
}

function userConfig(config: Config, cwd: string, scratch: string | null): UserConfig {
  const user = configGiven(config, cwd);
  if (isDryRun(user)) {
    throw new UsageError(
      `${user['dry-run']?.origin}: run() measures; cluster-bench --dry-run shows the plan`,
    );
  }
  if (scratch === null) return user;
  const given = user.out ?? user.output;
  if (given) throw new UsageError(`${given.origin} and save: false contradict; leave one of them out`);
  return { ...user, out: { texts: [join(scratch, 'run')], origin: 'save: false', folder: scratch } };
}
