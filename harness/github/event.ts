/** The event that started a workflow, as far as it concerns us. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../config/usage-error.ts';

const pullRequest = z.object({ number: z.number() });

/** `pull_request` and `pull_request_target` have the first, `issue_comment` the second, `workflow_run` the third. */
const eventSchema = z.object({
  pull_request: pullRequest.nullish(),
  issue: pullRequest.extend({ pull_request: z.object({}).nullish() }).nullish(),
  workflow_run: z
    .object({
      html_url: z.string(),
      head_sha: z.string(),
      head_branch: z.string().nullable(),
      head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullable(),
    })
    .nullish(),
});

export type GitHubEvent = z.infer<typeof eventSchema>;

/**
 * @param path file of the event, as GITHUB_EVENT_PATH names it; null: there is no event
 * @throws {UsageError} if it cannot be read
 */
export async function readEvent(path: string | null): Promise<GitHubEvent> {
  if (path === null) return {};
  try {
    return eventSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new UsageError(`GITHUB_EVENT_PATH names no event of GitHub: ${reason}`, { cause: error });
  }
}
