/** Comparisons as judging writes them, for tests of reports. */
import {
  COMPARISON_SCHEMA,
  type ComparedCell,
  type ComparedRun,
  type Comparison,
} from '../../harness/records/comparison.ts';
import { type ExampleCell, exampleComparedCell } from './example-compared-cell.ts';

function exampleRun(alter: Partial<ComparedRun> = {}): ComparedRun {
  return {
    path: 'nightly/2026-03-01/run.json',
    startedAt: '2026-03-01T12:00:00.000Z',
    status: 'complete',
    commit: '0123456789abcdef0123456789abcdef01234567',
    dirty: false,
    nodeVersion: 'v24.4.0',
    hostname: 'bench-1',
    cpuModel: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz',
    cores: 8,
    trials: 5,
    disturbed: 0,
    ...alter,
  };
}

export function exampleComparison(
  cells: readonly ExampleCell[] = [{}],
  alter: Partial<Comparison> = {},
): Comparison {
  const paired = cells.some((cell) => cell.paired);
  const runs = Math.max(1, ...cells.map((cell) => cell.runs ?? 1));
  const side = (label: string, change: Partial<ComparedRun>) => ({
    label,
    runs: Array.from({ length: runs }, (_, index) =>
      exampleRun({ ...change, path: `${label}/${index + 1}` }),
    ),
  });
  return {
    schema: COMPARISON_SCHEMA,
    tool: { name: 'cluster-bench', version: '0.1.0' },
    base: side('v1.4.0', {}),
    head: side('v1.5.0', { commit: 'fedcba9876543210fedcba9876543210fedcba98', dirty: true }),
    method: {
      name: paired ? 'paired-sequential' : 'welch-on-logs',
      alpha: 0.01,
      confidence: 0.99,
      correction: 'holm',
      runSpread: paired ? null : { value: 0.0123, source: runs > 1 ? 'measured' : 'assumed' },
    },
    acrossHosts: false,
    differences: [],
    cells: cells.map((cell, index) => exampleComparedCell(cell, 100 * (index + 1))),
    onlyInBase: [],
    onlyInHead: [],
    gates: [],
    ...alter,
  };
}

/** One variant whose trials alternated in pairs. */
export function pairedComparison(options: ExampleCell = {}): Comparison {
  return exampleComparison([{ paired: true, trials: 20, runSpread: 0, ...options }]);
}

/** A variant whose head gave no figure, beside one whose head did. */
export function brokenComparison(): Comparison {
  const whole = exampleComparison([{ id: 'single' }, { id: 'cluster-8-rr', verdict: 'undecided' }]);
  const cells = whole.cells.map((cell): ComparedCell => {
    if (cell.verdict !== 'undecided') return cell;
    const nothing = { head: { mean: null, runs: [[]] }, change: null, interval: null, pValue: null };
    return {
      ...cell,
      primary: { ...cell.primary, ...nothing },
      failed: { base: 0, head: 5 },
      reason: 'every trial of the head failed',
      more: null,
    };
  });
  return { ...whole, cells };
}
