/** What a command reaches of the world around it; handed in, so that a test hands in another. */
import { usableCores } from '../host/cgroup.ts';
import type { Means } from '../run/tools.ts';

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** That this process may keep busy. */
  readonly cores: number;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** How trials are made: with real processes, unless a test hands in others. */
  readonly means?: Means;
}

export function surroundings(): Surroundings {
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

/** For a run's options, which hold no word of it where a run is real. */
export function meansOf({ means }: Pick<Surroundings, 'means'>): { readonly means?: Means } {
  return means ? { means } : {};
}
