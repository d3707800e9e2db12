/** The pull request that an event of GitHub belongs to. */
import { z } from 'zod';
import { type ApiAccess, requestJson } from './api.ts';
import type { GitHubEvent } from './event.ts';

const pullRequests = z.array(z.object({ number: z.number(), head: z.object({ sha: z.string() }) }));

/**
 * pullRequestOf returns the number of the event's pull request; null if it has none.
 * @throws {ApiError} where GitHub must be asked, which is for `workflow_run` only
 */
export async function pullRequestOf(
  { pull_request: own, issue, workflow_run: run }: GitHubEvent,
  repository: string,
  access: ApiAccess,
): Promise<number | null> {
  if (own) return own.number;
  if (issue?.pull_request) return issue.number;
  return run ? pullRequestOfRun(run, repository, access) : null;
}

/**
 * GitHub does not name the pull request of a run if its branch is in a fork. So ask for the open one from that branch
 * whose last commit the run has measured. The run's own files are not asked: they may be a stranger's.
 */
async function pullRequestOfRun(
  { head_sha: commit, head_branch: branch, head_repository: from }: NonNullable<GitHubEvent['workflow_run']>,
  repository: string,
  access: ApiAccess,
): Promise<number | null> {
  if (branch === null || from === null) return null;
  const query = new URLSearchParams({
    state: 'open',
    head: `${from.owner.login}:${branch}`,
    per_page: '100',
  });
  const url = `${access.apiUrl}/repos/${repository}/pulls?${query}`;
  const found = await requestJson({ method: 'GET', url }, pullRequests, access);
  return found.find(({ head }) => head.sha === commit)?.number ?? null;
}
