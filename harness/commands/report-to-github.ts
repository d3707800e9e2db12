/** Adds the result of a command to the step of GitHub Actions that runs it: summary, outputs, annotations. */
import { appendFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Block, paragraph } from '../../reports/document/block.ts';
import { code, text } from '../../reports/document/inline.ts';
import type { Annotation } from '../../reports/github/annotation.ts';
import { cutMarkdown } from '../../reports/render/cut-markdown.ts';
import { renderWorkflowCommands } from '../../reports/render/workflow-commands.ts';
import { runnerFiles } from '../github/environment.ts';
import { stepOutputs } from '../github/step-outputs.ts';
import type { CommandContext } from './command-context.ts';
import { printProblem } from './print-problem.ts';

/** GitHub drops the summary of a step if it is longer than 1 MiB. */
const MOST_BYTES = 2 ** 20;

export interface StepResult {
  readonly blocks: readonly Block[];
  readonly annotations: readonly Annotation[];
  /** Folder with the files of the result; null if it was written to none. */
  readonly folder: string | null;
  readonly verdict: string;
  /** Outputs of the step besides `folder` and `verdict`. */
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Does nothing outside GitHub Actions. A file that cannot be written is a notice: the result is already on disk.
 * Annotations go to standard error, which the runner reads too, so that `--json` stays JSON.
 *
 * @param result is called inside GitHub Actions only
 */
export async function reportToGitHub(
  result: () => StepResult | Promise<StepResult>,
  { cwd, env, stderr }: Pick<CommandContext, 'cwd' | 'env' | 'stderr'>,
): Promise<void> {
  const files = runnerFiles(env);
  if (files === null) return;
  const { blocks, annotations, folder, verdict, others } = await result();
  const where = folder === null ? null : relative(cwd, folder) || '.';
  await writeStepOutputs({ ...(folder === null ? {} : { folder }), verdict, ...others }, { env, stderr });
  await tryToAppend(files.summary, 'GITHUB_STEP_SUMMARY', (size) => page(blocks, where, size), stderr);
  stderr.write(renderWorkflowCommands(annotations));
}

/** writeStepOutputs adds to the outputs of this step of GitHub Actions, if it is one. */
export async function writeStepOutputs(
  outputs: Readonly<Record<string, string>>,
  { env, stderr }: Pick<CommandContext, 'env' | 'stderr'>,
): Promise<void> {
  const file = runnerFiles(env)?.outputs ?? null;
  await tryToAppend(file, 'GITHUB_OUTPUT', () => stepOutputs(outputs), stderr);
}

/** @param size bytes that the step's summary already has */
function page(blocks: readonly Block[], folder: string | null, size: number): string {
  const files = folder === null ? '' : text`Charts and the whole report are in ${code(folder)}.`;
  const rest = text`The rest is too long for this page. ${files}`;
  return cutMarkdown([...blocks, ...paragraph(files)], MOST_BYTES - size, rest);
}

async function tryToAppend(
  file: string | null,
  name: string,
  contents: (size: number) => string,
  stderr: CommandContext['stderr'],
): Promise<void> {
  if (file === null) return;
  try {
    const size = (await stat(file).catch(() => null))?.size ?? 0;
    await appendFile(file, contents(size));
  } catch (error) {
    printProblem(stderr, `${name} could not be written: ${(error as Error).message}`);
  }
}
