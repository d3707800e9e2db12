/** Compares two contenders: pairs of trials, judged after each pair. */
import { join, relative } from 'node:path';
import type { HostAbilities } from '../../targets/member.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import type { CompareOptions } from '../config/compare-rules.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { Comparison } from '../records/comparison.ts';
import type { RunRecord } from '../records/run.ts';
import type { AbOutcome, AbRules, PairsOptions } from './run-ab.ts';
import type { BySide, Contender, Side } from './side.ts';

export interface Measured {
  readonly outcome: AbOutcome;
  readonly comparison: Comparison;
  readonly folder: string;
  /** Names of the outputs that the configuration asks for. */
  readonly outputs: readonly string[];
}

interface Rules extends Omit<AbRules, 'compare'> {
  readonly judging: CompareOptions;
}

/** @param options with the folder that paths in texts are relative to */
export async function measureSides(
  run: ResolvedRun,
  capabilities: HostAbilities,
  contenders: BySide<Contender>,
  { judging, ...rules }: Rules,
  { cwd, ...options }: PairsOptions & { readonly cwd: string },
): Promise<Measured> {
  // Imported late, as it is slow to load and a refused command does not need it.
  const { executeAb } = await import('./run-ab.ts');
  const named = (side: Side, record: RunRecord) => ({
    label: contenders[side].name,
    runs: [{ path: relative(cwd, join(run.config.out, side)), record }],
  });
  const compare = ({ base, head }: BySide<RunRecord>) =>
    compareRuns(named('base', base), named('head', head), judging);
  const outcome = await executeAb(run, capabilities, contenders, { ...rules, compare }, options);
  const { base, head } = outcome.runs;
  const comparison = compare({ base: base.record, head: head.record });
  return { outcome, comparison, folder: run.config.out, outputs: run.config.outputs };
}
