/** The Node and checkout that run the app: one for a run, one per side in a comparison of versions. */
import { describeCommit } from '../host/git.ts';
import type { RunHeader } from '../records/run.ts';

export interface Runtime {
  /** Path of the Node that runs the target. */
  readonly execPath: string;
  /** Facts of that Node. */
  readonly node: RunHeader['node'];
  /** Commit of the app; null outside of a repository. */
  readonly git: RunHeader['git'];
  /** Working directory of the target. */
  readonly cwd: string;
  /** Path of a script in this version's checkout. */
  readonly locate: (script: string) => string;
}

/**
 * ownRuntime is the user's checkout as it is, under the Node that runs the harness.
 *
 * @param onUntrusted see {@link describeCommit}
 */
export async function ownRuntime(cwd: string, onUntrusted?: (reason: string) => void): Promise<Runtime> {
  return {
    execPath: process.execPath,
    node: nodeFacts(process.version, process.versions),
    git: await describeCommit(cwd, onUntrusted),
    cwd,
    locate: (script) => script,
  };
}

/** @param version `v20.19.0` */
export function nodeFacts(
  version: string,
  { v8, uv }: { readonly v8: string; readonly uv: string },
): RunHeader['node'] {
  return { version, v8, uv, execArgv: process.execArgv };
}
