/** `cluster-bench compare <base> <head>`: whether something changed, by how much, and how sure that is. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { compareRuns, outcomeOf } from '../compare/compare-runs.ts';
import type { Side } from '../compare/sides.ts';
import type { Comparison } from '../comparison.ts';
import { compareConfig } from '../config/compare.ts';
import { findRuns } from '../find-runs.ts';
import { comparisonText } from './comparison-text.ts';
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
  const json = () => `${JSON.stringify(comparison, null, 2)}\n`;
  stdout.write(config.output === 'json' ? json() : comparisonText(comparison, around));
  const code = comparisonCodes[outcomeOf(comparison)];
  if (code === exitCodes.nothingToReport && config.output !== 'text') {
    stderr.write('cluster-bench: the sides have nothing in common that could be compared\n');
  }
  return code;
}

async function sideOf(words: readonly string[], cwd: string): Promise<Side> {
  const runs = await findRuns(words, cwd);
  const [only] = runs;
  const label = only && runs.length === 1 ? basename(resolve(cwd, only.path)) : words.join(' ');
  return { label, runs };
}

async function writeFiles(comparison: Comparison, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`);
}

/** What each outcome means to a script. */
export const comparisonCodes = {
  ok: exitCodes.done,
  regression: exitCodes.failed,
  nothing: exitCodes.nothingToReport,
} as const;
