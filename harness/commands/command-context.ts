/** Everything outside the program that a command uses; passed in, so that tests can replace it. */
import { usableCores } from '../host/cgroup.ts';
import type { Means } from '../run/tools.ts';

export interface CommandContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** For example `20.19.0`. */
  readonly nodeVersion: string;
  /** Number of cores that this process may use. */
  readonly cores: number;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** How trials are run; tests replace the real processes. */
  readonly means?: Means;
}

export function commandContext(): CommandContext {
  return {
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    nodeVersion: process.versions.node,
    cores: usableCores(),
    stdout: process.stdout,
    stderr: process.stderr,
  };
}

/** The property to add to the options of a run; empty for real trials. */
export function meansOf({ means }: Pick<CommandContext, 'means'>): { readonly means?: Means } {
  return means ? { means } : {};
}
