/** The variables that GitHub's runner sets for a step. */

export interface RunnerFiles {
  /** File of the step's summary; null if the runner takes none. */
  readonly summary: string | null;
  /** File of the step's outputs; null if the runner takes none. */
  readonly outputs: string | null;
}

/** runnerFiles returns where a step of GitHub Actions writes to; null anywhere else. */
export function runnerFiles(env: NodeJS.ProcessEnv): RunnerFiles | null {
  if (env.GITHUB_ACTIONS !== 'true') return null;
  return { summary: env.GITHUB_STEP_SUMMARY || null, outputs: env.GITHUB_OUTPUT || null };
}

/** workflowRunUrl returns the page of the workflow's run, which lists its artifacts; null if it is not known. */
export function workflowRunUrl(env: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null;
}
