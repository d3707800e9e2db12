/** `--setup`, in each worktree: dependencies, a build. */

import { UsageError } from '../config/usage-error.ts';
import { lastLinesOf } from '../processes/last-lines.ts';
import { HOOK_VARIABLES } from './git.ts';
import { runCommand } from './run-command.ts';

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
