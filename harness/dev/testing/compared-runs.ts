/** Runs with chosen figures, for comparisons. */
import { type ExampleOptions, exampleRecord, saturate } from '../../../reports/testing/example-record.ts';
import { compareRuns } from '../../compare/compare-runs.ts';
import type { NamedRun } from '../../compare/sides.ts';
import type { CompareOptions } from '../../config/compare-rules.ts';
import { defaultCompareOptions } from '../../config/compare-rules.ts';
import type { ComparedCell, Comparison } from '../../records/comparison.ts';
import type { OkTrial, RunRecord } from '../../records/run.ts';

interface RunOptions extends ExampleOptions {
  readonly path?: string;
  /** Day of the run. Another day makes another run. */
  readonly day?: number;
  /** Changes the example record. */
  readonly change?: (record: RunRecord) => RunRecord;
}

/** A run of `single` and `cluster-2-rr` by default; trials spread by about 1%. */
export function namedRun({
  path = 'run',
  day = 1,
  change = (record) => record,
  ...options
}: RunOptions = {}): NamedRun {
  const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'], scenarios: [saturate] } as const;
  const record = exampleRecord({ ...small, trials: 5, ...options });
  const startedAt = `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`;
  return { path, record: change({ ...record, startedAt }) };
}

/** Changes the throughput and the completed requests of a cell's trials, or of all cells. */
export function faster(by: number | ((trial: number) => number), cell?: string) {
  return (trial: OkTrial): OkTrial => {
    if (cell !== undefined && trial.cell !== cell) return trial;
    const factor = typeof by === 'number' ? by : by(trial.trial);
    const { load } = trial;
    const completed = Math.round(load.completed * factor);
    return { ...trial, load: { ...load, completed, throughput: load.throughput * factor } };
  };
}

export function compared(
  base: NamedRun | readonly NamedRun[],
  head: NamedRun | readonly NamedRun[],
  options: Partial<CompareOptions> = {},
): Comparison {
  const side = (label: string, runs: NamedRun | readonly NamedRun[]) => ({ label, runs: [runs].flat() });
  return compareRuns(side('base', base), side('head', head), { ...defaultCompareOptions, ...options });
}

/** @throws if the comparison does not contain it */
export function cellOf(comparison: Comparison, id: string): ComparedCell {
  const found = comparison.cells.find((cell) => cell.id === id);
  if (!found)
    throw new Error(`the comparison has no ${id}: ${comparison.cells.map((cell) => cell.id).join(', ')}`);
  return found;
}
