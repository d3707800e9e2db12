/** `cluster-bench compare <base> <head>`: what changed, by how much, and how certain that is. */
import { relative, resolve } from 'node:path';
import { nothingSentence } from '../../reports/compare/conclusion.ts';
import { comparisonDocument, comparisonSummary } from '../../reports/compare/document.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { type CompareConfig, compareConfig } from '../config/compare.ts';
import type { Flags } from '../config/flags.ts';
import { cannotWrite, makeFolders } from '../config/folder.ts';
import { outputOptions } from '../config/options/comparing.ts';
import { namesOf } from '../config/options/option.ts';
import { compareSides } from '../library/compare-sides.ts';
import type { Comparison } from '../records/comparison.ts';
import { outcomeOf } from '../stats/comparison-outcome.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { tryToWriteOutputs, type WantedOutputs } from './outputs.ts';
import { print } from './print.ts';
import { printProblem } from './print-problem.ts';
import { reportToGitHub, type StepResult } from './report-to-github.ts';

/**
 * @param words arguments without a flag: base and head
 * @throws {UsageError} if the command is wrong, a record is malformed, or the sides are not comparable
 */
export async function compare(
  flags: Flags,
  words: readonly string[],
  around: CommandContext,
): Promise<ExitCode> {
  const { cwd, stderr } = around;
  const config = compareConfig(flags, words, cwd, await namesOf(outputOptions));
  const comparison = await compareSides(config, cwd, config.options);

  // Print before writing: the result must survive a folder that cannot be created.
  PRINTS[config.prints](comparison, around);
  const folder = config.out === null ? null : resolve(cwd, config.out);
  const areWritten = folder === null || (await writeAll(comparison, folder, config, around));
  const outcome = outcomeOf(comparison);
  await reportToGitHub(() => comparisonStepResult(comparison, folder, outcome), around);
  const code = comparisonCodes[outcome];
  if (code === exitCodes.nothingToReport && config.prints !== 'text') {
    printProblem(stderr, nothingSentence(comparison));
  }
  return code === exitCodes.done && !areWritten ? exitCodes.failed : code;
}

const PRINTS: Readonly<
  Record<CompareConfig['prints'], (comparison: Comparison, around: CommandContext) => void>
> = {
  text: (comparison, around) => print(comparisonSummary(comparison), around),
  json: (comparison, { stdout }) => stdout.write(`${JSON.stringify(comparison, null, 2)}\n`),
  markdown: (comparison, { stdout }) => stdout.write(renderMarkdown(comparisonDocument(comparison))),
};

/** @returns whether the outputs were written; the comparison itself was */
async function writeAll(
  comparison: Comparison,
  folder: string,
  { prints, outputs }: CompareConfig,
  around: CommandContext,
): Promise<boolean> {
  const page = await writeFiles(comparison, folder);
  const isQuiet = prints !== 'text';
  if (!isQuiet) around.stdout.write(`\ncomparison: ${relative(around.cwd, page)}\n`);
  const render: WantedOutputs['render'] = (to) => to.comparison?.(comparison);
  return tryToWriteOutputs({ names: outputs, folder, render, isQuiet }, around);
}

/** @param verdict output of the step */
export async function comparisonStepResult(
  comparison: Comparison,
  folder: string | null,
  verdict: string,
): Promise<StepResult> {
  const { comparisonAnnotations } = await import('../../reports/github/comparison-annotations.ts');
  const annotations = comparisonAnnotations(comparison);
  return { blocks: comparisonDocument(comparison), annotations, folder, verdict };
}

/** @returns path of the page */
async function writeFiles(comparison: Comparison, folder: string): Promise<string> {
  // Imported only by commands that draw: charts load a renderer, which takes time.
  const { writeComparison } = await import('../../reports/compare/write.ts');
  try {
    await makeFolders(folder);
    const [page] = await writeComparison(comparison, folder);
    return page ?? folder;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code ? cannotWrite(folder, '--out', error) : error;
  }
}

/** Exit codes of the outcomes. */
export const comparisonCodes = {
  ok: exitCodes.done,
  regression: exitCodes.failed,
  nothing: exitCodes.nothingToReport,
} as const;
