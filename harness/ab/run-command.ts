/** A command that prepares what is measured: a setup, an installation. */
import { rm } from 'node:fs/promises';
import type { Exit, SpawnOptions } from '../../targets/topology.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { untilAborted } from './aborted.ts';

interface Limits {
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

export interface Ended {
  /** `late`: it was stopped when its time was over. */
  readonly exit: Exit | 'late';
  /** Of what it wrote. */
  readonly lastLines: readonly string[];
}

/**
 * Runs it to its end; nothing of it is left running.
 *
 * @throws {TargetError} where it cannot be started; the signal's reason where that is aborted
 */
export async function runCommand(options: SpawnOptions, { timeoutSeconds, signal }: Limits): Promise<Ended> {
  const scratch = makeScratchFolder();
  const processes = new TrialProcesses(scratch);
  try {
    const child = processes.spawnAs('target')(options);
    const exit = await Promise.race([child.exited, after(timeoutSeconds * 1_000), untilAborted(signal)]);
    return { exit, lastLines: child.lastLines() };
  } finally {
    await processes.stop();
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'late').unref());
}
