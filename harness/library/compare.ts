import type { CompareRules } from '../config/types/compare-rules.ts';
import type { Comparison, RunRecord } from './records.ts';

/** A run: its record, its folder, or a pattern such as `nightly/*` that stands for several. */
export type ComparedRun = RunRecord | string;

export interface CompareOptions extends CompareRules {
  /** Folder that paths are relative to [the working directory]. */
  readonly cwd?: string | undefined;
}

/**
 * compare says what changed between two runs, or two sides of several runs, by how much, and how certain that is.
 * docs/compare.md explains the verdicts.
 *
 * @throws {UsageError} if a rule is wrong, or the runs cannot be compared
 * @throws {RecordError} if a run is missing or damaged
 */
export async function compare(
  base: ComparedRun | readonly ComparedRun[],
  head: ComparedRun | readonly ComparedRun[],
  { cwd = process.cwd(), ...rules }: CompareOptions = {},
): Promise<Comparison> {
  const { compareOptionsGiven } = await import('../config/compare.ts');
  const { compareSides } = await import('./compare-sides.ts');
  const options = compareOptionsGiven(rules);
  return compareSides({ base: [base].flat(), head: [head].flat() }, cwd, options);
}
