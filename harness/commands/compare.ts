/** `cluster-bench compare <base> <head>`: whether something changed, by how much, and how sure that is. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { renderComparison } from '../../reports/compare/markdown.ts';
import { plainLine } from '../../reports/escape.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { outcomeOf } from '../compare/outcome.ts';
import type { Side } from '../compare/sides.ts';
import type { Comparison } from '../comparison.ts';
import { type CompareConfig, compareConfig } from '../config/compare.ts';
import { findRuns } from '../find-runs.ts';
import { comparisonText, nothingSentence } from './comparison-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * @param words that stand without a flag: base and head
 * @throws {UsageError} when the command was wrong, a record is damaged, or the sides cannot be compared
 */
export async function compare(
  flags: Readonly<Record<string, unknown>>,
  words: readonly string[],
  around: Surroundings,
): Promise<ExitCode> {
  const { cwd, stdout, stderr } = around;
  const config = compareConfig(flags, words, cwd);
  const base = await sideOf(config.base, cwd);
  const head = await sideOf(config.head, cwd);
  const comparison = compareRuns(base, head, config.options);

  if (config.out !== null) await writeFiles(comparison, resolve(cwd, config.out));
  stdout.write(OUTPUTS[config.output](comparison, around));
  const code = comparisonCodes[outcomeOf(comparison)];
  if (code === exitCodes.nothingToReport && config.output !== 'text') {
    stderr.write(`cluster-bench: ${plainLine(nothingSentence(comparison))}\n`);
  }
  return code;
}

const OUTPUTS: Readonly<
  Record<CompareConfig['output'], (comparison: Comparison, around: Surroundings) => string>
> = {
  text: comparisonText,
  json: jsonOf,
  markdown: (comparison) => renderComparison(comparison),
};

function jsonOf(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}

async function sideOf(words: readonly string[], cwd: string): Promise<Side> {
  const runs = await findRuns(words, cwd);
  const [only] = runs;
  const label = only && runs.length === 1 ? basename(resolve(cwd, only.path)) : words.join(' ');
  return { label, runs };
}

async function writeFiles(comparison: Comparison, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'comparison.json'), jsonOf(comparison));
  await writeFile(join(folder, 'comparison.md'), renderComparison(comparison));
}

/** What each outcome means to a script. */
export const comparisonCodes = {
  ok: exitCodes.done,
  regression: exitCodes.failed,
  nothing: exitCodes.nothingToReport,
} as const;
