/** `cluster-bench comment <folder>`: writes a result into its pull request, always into the same comment. */
import { resolve } from 'node:path';
import { commentMarkdown } from '../../reports/github/comment-page.ts';
import { renderWorkflowCommands } from '../../reports/render/workflow-commands.ts';
import { type CommentConfig, commentConfig } from '../config/comment.ts';
import type { Flags } from '../config/flags.ts';
import { UsageError } from '../config/usage-error.ts';
import { ApiError } from '../github/api.ts';
import { putComment } from '../github/comments.ts';
import { runnerFiles, workflowRunUrl } from '../github/environment.ts';
import { readEvent } from '../github/event.ts';
import { pullRequestOf } from '../github/pull-request.ts';
import { readResult } from '../github/read-result.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printProblem } from './print-problem.ts';
import { writeStepOutputs } from './report-to-github.ts';

/**
 * A token that may not comment is no failure: a pull request from a fork has such a token.
 *
 * @throws {UsageError} if a flag or a variable is wrong
 * @throws {RecordError} if the folder holds no result, or a damaged one
 */
export async function comment({ folder, ...flags }: Flags, around: CommandContext): Promise<ExitCode> {
  const { cwd, env } = around;
  if (folder === undefined) {
    throw new UsageError('comment needs the folder of a result: cluster-bench comment FOLDER');
  }
  const config = commentConfig(flags, around);
  const event = await readEvent(config.eventFile);
  const result = await readResult(resolve(cwd, String(folder)));
  const markdown = commentMarkdown(result, event.workflow_run?.html_url ?? workflowRunUrl(env));
  try {
    const pullRequest = config.pullRequest ?? (await pullRequestOf(event, config.repository, config));
    if (pullRequest !== null) return await write(markdown, pullRequest, config, around);
    printProblem(around.stderr, 'no comment: this event has no open pull request; --pull-request names one');
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const isForbidden = error.status === 403 || error.status === 404;
    warn(
      `no comment: ${isForbidden ? `this token may not write one (${error.message}). ${REASONS}` : error.message}`,
      around,
    );
    return isForbidden ? exitCodes.done : exitCodes.failed;
  }
}

const REASONS =
  'A pull request from a fork has a token that only reads; any other job needs "permissions: pull-requests: write". docs/github.md explains both';

async function write(
  markdown: string,
  pullRequest: number,
  config: CommentConfig,
  around: CommandContext,
): Promise<ExitCode> {
  const { done, url } = await putComment(markdown, { ...config, pullRequest }, config);
  around.stdout.write(`comment ${done}: ${url}\n`);
  await writeStepOutputs({ 'comment-url': url }, around);
  return exitCodes.done;
}

function warn(message: string, { env, stderr }: CommandContext): void {
  if (runnerFiles(env) === null) printProblem(stderr, message);
  else stderr.write(renderWorkflowCommands([{ level: 'warning', title: 'No comment', message }]));
}
