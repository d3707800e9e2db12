/** The user's command before each trial, such as one that resets the database that the load writes to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../../targets/describe-exit.ts';
import { type Exit, TargetError, type TargetFailure } from '../../targets/topology.ts';
import { raceFailure } from '../load/race-failure.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';

interface Surroundings {
  /** From the services of the trial. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  readonly timeoutSeconds: number;
  /** Settles when a service fails. */
  readonly broken: Promise<TargetFailure>;
  readonly signal: AbortSignal;
}

/**
 * Runs a command in a shell, and settles when it has ended. The caller stops it if this rejects.
 *
 * @throws {TargetError} if it fails or takes too long
 */
export async function runBeforeTrial(
  command: string,
  { env, cwd, timeoutSeconds, broken, signal }: Surroundings,
  processes: TrialProcesses,
): Promise<void> {
  const child = processes.spawnAs('preparation')({
    name: 'the command of --before-trial',
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
        ? `--before-trial "${command}" did not end within --start-timeout ${timeoutSeconds} s`
        : `--before-trial "${command}" failed (${describeExit(exit)})`;
    throw new TargetError({ reason, lastLines: child.lastLines() });
  } finally {
    over.abort();
  }
}
