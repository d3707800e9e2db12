/** Git commands for `ab`. None of them changes the user's checkout, or runs the user's hooks. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { markedEnvironment } from '../processes/mark.ts';

interface GitOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Ends git if it takes too long. */
  readonly signal?: AbortSignal;
}

/**
 * Runs git in a folder; it is killed when we exit. Returns trimmed standard output, and rejects with git's error
 * output.
 */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

/** Variables that git sets within hooks. They would direct every command at the hook's repository and index. */
export const HOOK_VARIABLES = [
  ...['DIR', 'WORK_TREE', 'IMPLICIT_WORK_TREE', 'COMMON_DIR', 'PREFIX', 'INDEX_FILE', 'OBJECT_DIRECTORY'],
  // With these, a pattern that excludes files would be taken for a file name.
  ...['LITERAL_PATHSPECS', 'GLOB_PATHSPECS', 'NOGLOB_PATHSPECS', 'ICASE_PATHSPECS'],
].map((name) => `GIT_${name}`);

const QUIETLY = [
  '--no-optional-locks',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.splitIndex=false',
    // With this, git may refuse files whose line ends a checkout would change.
    'core.safecrlf=false',
    'advice.addEmbeddedRepo=false',
  ].flatMap((setting) => ['-c', setting]),
];
const MOST_REASONS = 3;
const MOST_OUTPUT_BYTES = 64 * 2 ** 20;

export function gitIn(folder: string): Git {
  return async (args, { env = {}, signal } = {}) => {
    const inherited = Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.includes(name));
    const { stdout } = await promisify(execFile)('git', [...QUIETLY, '-C', folder, ...args], {
      env: { ...Object.fromEntries(inherited), ...markedEnvironment, LC_ALL: 'C', ...env },
      maxBuffer: MOST_OUTPUT_BYTES,
      ...(signal ? { signal } : {}),
    });
    return stdout.trim();
  };
}

/** Git's output about a failure, first the cause, then what failed; only the end if it is long. */
export function gitReason(error: unknown): string {
  const { stderr = '', message } = error as { stderr?: string; message: string };
  const said = [...stderr.matchAll(/^(?:fatal|error): (.+)$/gm)].map(([, text = '']) => text);
  return said.slice(-MOST_REASONS).join('; ') || stderr.trim().split('\n').at(-1) || message;
}
