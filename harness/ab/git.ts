/** Git as `ab` uses it: nothing of it touches the user's checkout, nor runs his hooks. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { markedEnvironment } from '../processes/mark.ts';

interface GitOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Ends it where it takes long. */
  readonly signal?: AbortSignal;
}

/** Runs git in a folder, and it ends with us; trimmed standard output. Rejects with what git wrote to standard error. */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

/** Set inside of hooks, where they would point every command at the hook's repository and index. */
export const HOOK_VARIABLES = [
  ...['DIR', 'WORK_TREE', 'IMPLICIT_WORK_TREE', 'COMMON_DIR', 'PREFIX', 'INDEX_FILE', 'OBJECT_DIRECTORY'],
  // Under them a pattern that leaves files out would be taken for the name of one.
  ...['LITERAL_PATHSPECS', 'GLOB_PATHSPECS', 'NOGLOB_PATHSPECS', 'ICASE_PATHSPECS'],
].map((name) => `GIT_${name}`);

const QUIETLY = [
  '--no-optional-locks',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.splitIndex=false',
    // It would refuse to keep files whose line ends a checkout changes.
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

/** What git said of a failure, from the cause to what failed by it; of a failure of many causes the last ones. */
export function gitReason(error: unknown): string {
  const { stderr = '', message } = error as { stderr?: string; message: string };
  const said = [...stderr.matchAll(/^(?:fatal|error): (.+)$/gm)].map(([, text = '']) => text);
  return said.slice(-MOST_REASONS).join('; ') || stderr.trim().split('\n').at(-1) || message;
}
