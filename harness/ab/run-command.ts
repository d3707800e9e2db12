/** Runs commands that prepare a measurement: an installation, or `--setup` in each worktree. */
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
  /** `late`: it was stopped after the timeout. */
  readonly exit: Exit | 'late';
  /** The last lines of its output. */
  readonly lastLines: readonly string[];
}

/**
 * Runs a command to its end, and leaves no process behind.
 *
 * @throws {TargetError} if it cannot be started; the signal's reason if that is aborted
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
 * Redirects all output to a file, and input from /dev/null, so that a prompt fails at once. Unsets the variables of
 * git hooks, which would misdirect the command's own git.
 */
const SCRIPT = `unset ${HOOK_VARIABLES.join(' ')}; exec </dev/null >"$2" 2>&1; eval "$1"`;

export interface SetUp {
  readonly command: string;
  readonly timeoutSeconds: number;
  /** File for its output. */
  readonly log: string;
  readonly signal: AbortSignal;
}

/**
 * @param who names the version in messages
 * @throws {UsageError} with the command's last lines if it fails or times out, or if it is interrupted
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
  throw new UsageError(`--setup ${fault} in ${who}: ${command}${lines.join('')}\n  full output: ${log}`);
}

/** Rejects when the signal is aborted. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  });
}

/** The result; null if it was interrupted, as any error is then only a consequence. */
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
