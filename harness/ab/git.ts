/** Git as `ab` uses it: nothing of it touches the user's checkout, nor runs his hooks. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { markedEnvironment } from '../processes/mark.ts';

/** Runs git in a folder, and it ends with us; trimmed standard output. Rejects with what git wrote to standard error. */
export type Git = (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<string>;

/** Set inside of hooks, where they would point every command at the hook's repository. */
export const HOOK_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

const QUIETLY = [
  '--no-optional-locks',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.splitIndex=false',
    'advice.addEmbeddedRepo=false',
  ].flatMap((setting) => ['-c', setting]),
];
const MOST_OUTPUT_BYTES = 64 * 2 ** 20;

export function gitIn(folder: string): Git {
  return async (args, env = {}) => {
    const inherited = Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.includes(name));
    const { stdout } = await promisify(execFile)('git', [...QUIETLY, '-C', folder, ...args], {
      env: { ...Object.fromEntries(inherited), ...markedEnvironment, LC_ALL: 'C', ...env },
      maxBuffer: MOST_OUTPUT_BYTES,
    });
    return stdout.trim();
  };
}

/** What git said of a failure: the last line of its own, without `fatal:`. */
export function gitReason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? message).replace(/^(fatal|error): /, '');
}
