/** Checks GitHub Actions workflows with GitHub's own parser and schema. */

import { register } from 'node:module';
import { parse } from 'yaml';
import type { Flags } from '../../config/flags.ts';

// The parser imports JSON without the attribute that Node requires.
const HOOK = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Flags;
  readonly 'continue-on-error'?: boolean;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly 'runs-on': string | readonly string[];
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Flags;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Returns GitHub's errors in a workflow, one sentence each. */
export async function workflowErrors(name: string, content: string): Promise<string[]> {
  register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
  const { convertWorkflowTemplate, parseWorkflow, NoOperationTraceWriter } = await import(
    '@actions/workflow-parser'
  );
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  // This step checks the needs of jobs and other cross-references.
  if (value && context.errors.count === 0) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** Returns GitHub's errors in an `action.yml`, one sentence each. */
export async function actionErrors(name: string, content: string): Promise<string[]> {
  register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
  const { NoOperationTraceWriter } = await import('@actions/workflow-parser');
  const { parseAction } = await import('@actions/workflow-parser/actions/action-parser');
  const { convertActionTemplate } = await import('@actions/workflow-parser/actions/action-template');
  const { context, value } = parseAction({ name, content }, new NoOperationTraceWriter());
  if (value && context.errors.count === 0) convertActionTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

export function readWorkflow(content: string): Workflow {
  return parse(content) as Workflow;
}
