/** The user's own commands in each trial, such as one that resets a database, or one that fills it by requests. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../../targets/describe-exit.ts';
import { type Exit, TargetError, type TargetFailure } from '../../targets/topology.ts';
import { raceFailure } from '../load/race-failure.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';

interface TrialCommand {
  /** The flag that set it, for messages. */
  readonly flag: '--before-trial' | '--after-start';
  readonly command: string;
}

interface Surroundings {
  /** In addition to the harness's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  readonly timeoutSeconds: number;
  /** Settles when something that already runs fails. */
  readonly broken: Promise<TargetFailure>;
  readonly signal: AbortSignal;
}

/**
 * Runs a command in a shell, and settles when it has ended. The caller stops it if this rejects.
 *
 * @throws {TargetError} if it fails or takes too long
 */
export async function runTrialCommand(
  { flag, command }: TrialCommand,
  { env, cwd, timeoutSeconds, broken, signal }: Surroundings,
  processes: TrialProcesses,
): Promise<void> {
  const child = processes.spawnAs('preparation')({
    name: `the command of ${flag}`,
    command: '/bin/sh',
    args: ['-c', command],
    env,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const over = new AbortController();
  const late = sleep(1_000 * timeoutSeconds, null, { signal: over.signal }).catch(() => null);
  try {
    const exit = await raceFailure<Exit | null>(Promise.race([child.exited, late]), broken, signal);
    if (exit?.code === 0) return;
    const reason =
      exit === null
        ? `${flag} "${command}" did not end within --start-timeout ${timeoutSeconds} s`
        : `${flag} "${command}" failed (${describeExit(exit)})`;
    throw new TargetError({ reason, lastLines: child.lastLines() });
  } finally {
    over.abort();
  }
}
