/** A command that prepares what is measured: an installation, or `--setup` in each worktree. */
import { rm } from 'node:fs/promises';
import type { Exit, SpawnOptions } from '../../targets/topology.ts';
import { UsageError } from '../config/usage-error.ts';
import { lastLinesOf } from '../processes/last-lines.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { HOOK_VARIABLES } from './git.ts';

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

const LAST_LINES = 15;
/**
 * The command's output goes to a file as a whole, and its input is empty: a question that nobody hears fails at once. What a git hook set would mislead its own git.
 */
const SCRIPT = `unset ${HOOK_VARIABLES.join(' ')}; exec </dev/null >"$2" 2>&1; eval "$1"`;

export interface SetUp {
  readonly command: string;
  readonly timeoutSeconds: number;
  /** Where its output is kept. */
  readonly log: string;
  readonly signal: AbortSignal;
}

/**
 * @param who names the version in a sentence
 * @throws {UsageError} with the command's last lines, when it fails or takes too long; also where it is interrupted
 */
export async function setUp(cwd: string, who: string, { command, timeoutSeconds, log, signal }: SetUp) {
  const args = ['-c', SCRIPT, 'sh', command, log];
  const { exit } = await runCommand({ name: 'setup', command: 'sh', args, cwd }, { timeoutSeconds, signal });
  if (exit !== 'late' && exit.code === 0) return;
  const fault =
    exit === 'late'
      ? `took longer than --setup-timeout of ${timeoutSeconds} s`
      : `failed (${exit.code === null ? exit.signal : `exit code ${exit.code}`})`;
  const lines = lastLinesOf(log, LAST_LINES).map((line) => `\n  | ${line}`);
  throw new UsageError(`--setup ${fault} in ${who}: ${command}${lines.join('')}\n  all of it: ${log}`);
}

/** Rejects once the signal is aborted. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  });
}

/** Null where it was cut short: however it failed by that, there is no more to say of it. */
export async function unlessAborted<Result>(
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    const result = await work();
    return signal.aborted ? null : result;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}
