/** Everything outside a run that its configuration depends on; passed in, so that tests can replace it. */
import { usableCores } from '../host/cgroup.ts';
import type { Means } from '../run/tools.ts';

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** For example `20.19.0`. */
  readonly nodeVersion: string;
  /** Number of cores that this process may use. */
  readonly cores: number;
  /** How trials are run; tests replace the real processes. */
  readonly means?: Means;
}

/** surroundings are those of this process. */
export function surroundings(): Surroundings {
  return {
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    nodeVersion: process.versions.node,
    cores: usableCores(),
  };
}

/** The property to add to the options of a run; empty for real trials. */
export function meansOf({ means }: Pick<Surroundings, 'means'>): { readonly means?: Means } {
  return means ? { means } : {};
}
