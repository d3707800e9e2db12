/** What runs the app: one for a run, one a side where versions are compared. */
import { describeCommit } from '../host/git.ts';
import type { RunHeader } from '../records/run.ts';

export interface Runtime {
  /** Of the Node that runs the target. */
  readonly execPath: string;
  /** Facts of that Node. */
  readonly node: RunHeader['node'];
  /** The version of the app that is measured; null outside of a repository. */
  readonly git: RunHeader['git'];
  /** Working directory of the target. */
  readonly cwd: string;
  /** Where this version keeps a script of the user's checkout. */
  readonly locate: (script: string) => string;
}

/**
 * The user's checkout as it is, under the Node that runs the harness.
 *
 * @param onUntrusted as {@link describeCommit} has it
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
