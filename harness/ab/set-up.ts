/** `--setup`, in each worktree: dependencies, a build. */
import { rm } from 'node:fs/promises';
import { lastLinesOf } from '../processes/last-lines.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { UsageError } from '../usage-error.ts';
import { HOOK_VARIABLES } from './git.ts';

const LAST_LINES = 15;
/** The command's output goes to a file as a whole; what a git hook set would mislead its own git. */
const SCRIPT = `unset ${HOOK_VARIABLES.join(' ')}; exec >"$2" 2>&1; eval "$1"`;

export interface SetUp {
  readonly command: string;
  readonly timeoutSeconds: number;
  /** Where its output is kept. */
  readonly log: string;
  readonly signal: AbortSignal;
}

/**
 * @param who names the version in a sentence
 * @throws {UsageError} with the command's last lines, when it fails or takes too long
 */
export async function setUp(cwd: string, who: string, { command, timeoutSeconds, log, signal }: SetUp) {
  const scratch = makeScratchFolder();
  const processes = new TrialProcesses(scratch);
  try {
    const args = ['-c', SCRIPT, 'sh', command, log];
    const child = processes.spawnAs('target')({ name: 'setup', command: 'sh', args, cwd });
    const how = await Promise.race([child.exited, after(timeoutSeconds * 1_000), untilAborted(signal)]);
    if (how === null) return;
    if (how !== 'late' && how.code === 0) return;
    const fault =
      how === 'late'
        ? `took longer than --setup-timeout of ${timeoutSeconds} s`
        : `failed (${how.code === null ? how.signal : `exit code ${how.code}`})`;
    const lines = lastLinesOf(log, LAST_LINES).map((line) => `\n  | ${line}`);
    throw new UsageError(`--setup ${fault} in ${who}: ${command}${lines.join('')}\n  all of it: ${log}`);
  } finally {
    await processes.stop();
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'late').unref());
}

/** Null once the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
