/** A run inside the test's process, with its events. */
import { mkdirSync } from 'node:fs';
import { commandContext } from '../../commands/command-context.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import type { RunRecord } from '../../records/run.ts';
import { executeRun } from '../../run/run.ts';
import type { RunOptions } from '../../run/tools.ts';

/** @param flags without their dashes; the run goes to `run` in the folder */
export async function watchedRun(
  cwd: string,
  flags: Readonly<Record<string, string>>,
  { watch, signal = new AbortController().signal }: Pick<RunOptions, 'watch'> & Partial<RunOptions>,
): Promise<RunRecord> {
  const around = { ...commandContext(), cwd };
  const user = await readUserConfig({ ...flags, out: 'run' }, {}, cwd);
  const capabilities = await detectCapabilities(around.env);
  const run = await resolvedHere(user, around, capabilities);
  mkdirSync(run.config.out);
  const { record } = await executeRun(run, capabilities, { watch, signal });
  return record;
}
