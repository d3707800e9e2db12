/** Comparisons as judging writes them, for tests of reports. Figures come from a seed, verdicts as asked. */
import {
  COMPARISON_SCHEMA,
  type ComparedCell,
  type ComparedRun,
  type CompareVerdict,
  type Comparison,
  type Effect,
} from '../../harness/records/comparison.ts';
import { metricOf } from '../../harness/stats/metrics/index.ts';
import { betterInWords } from '../../harness/stats/metrics/metric.ts';
import { mulberry32 } from '../../harness/stats/mulberry32.ts';

export interface ExampleCell {
  readonly id?: string;
  readonly metric?: 'throughput' | 'capacity' | 'p99';
  readonly verdict?: CompareVerdict;
  /** Head / base - 1 as it truly is. */
  readonly change?: number;
  /** Standard deviation of logs over trials, and over runs. */
  readonly spread?: number;
  readonly runSpread?: number;
  readonly trials?: number;
  readonly runs?: number;
  readonly paired?: boolean;
  readonly level?: number;
  readonly alter?: Partial<ComparedCell>;
}

/** A normal of mean 0 and variance 1, nearly: twelve uniform ones less six. */
const normal = (random: () => number) =>
  Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const geometricMean = (values: readonly number[]) => Math.exp(meanOf(values.map((value) => Math.log(value))));

/** A metric of both sides, with an interval of the size that its spread would give. */
function exampleEffect(
  metric: string,
  level: number,
  { change = 0, spread = 0.012, runSpread = 0.005, trials = 5, runs = 1, paired = false }: ExampleCell,
  seed: number,
): Effect {
  const random = mulberry32(seed);
  const drift = Array.from({ length: trials }, () => (paired ? 0.01 * normal(random) : 0));
  const side = (factor: number) =>
    Array.from({ length: runs }, () => {
      const run = runs > 1 ? runSpread * normal(random) : 0;
      return drift.map((common) => level * factor * Math.exp(common + run + spread * normal(random)));
    });
  const [base, head] = [side(1), side(1 + change)];
  const means = { base: geometricMean(base.flat()), head: geometricMean(head.flat()) };
  const error = Math.sqrt((2 * spread ** 2) / (trials * runs) + (2 * runSpread ** 2) / runs);
  const log = Math.log(means.head / means.base);
  return {
    metric,
    unit: metricOf(metric).unit,
    better: betterInWords(metricOf(metric)),
    base: { mean: means.base, runs: base },
    head: { mean: means.head, runs: head },
    change: means.head / means.base - 1,
    interval: { low: Math.exp(log - 2.9 * error) - 1, high: Math.exp(log + 2.9 * error) - 1 },
    pValue: Math.min(1, 2 * Math.exp(-((log / error) ** 2 / 2))),
  };
}

/** Shares of requests without a correct answer, whose change is a difference. */
export function exampleErrors(base: number, head: number): Effect {
  return {
    metric: 'errors',
    unit: 'share',
    better: 'less',
    base: { mean: base, runs: [[base, base]] },
    head: { mean: head, runs: [[head, head]] },
    change: head - base,
    interval: null,
    pValue: null,
  };
}

function exampleCell(options: ExampleCell = {}, seed = 1): ComparedCell {
  const { id = 'single', metric = 'throughput', verdict = 'no-change', change = 0, alter = {} } = options;
  const level = options.level ?? (metric === 'p99' ? 58.6 : 9_686);
  const primary = exampleEffect(metric, level, options, seed);
  const slower = metric === 'p99' ? change : -change;
  const others: Effect[] = [
    exampleEffect('p50', 51.5, { ...options, change: slower }, seed + 1),
    ...(metric === 'p99' ? [] : [exampleEffect('p99', 58.6, { ...options, change: 1.4 * slower }, seed + 2)]),
    exampleEffect('cpuPerRequest', 85, { ...options, change: slower }, seed + 3),
    exampleEffect('rss', 80e6, { ...options, change: 0, spread: 0.002, runSpread: 0.001 }, seed + 4),
    exampleErrors(0, 0),
  ];
  const open = verdict === 'undecided';
  return {
    id,
    scenario: id.includes('/') ? (id.split('/')[0] ?? '') : 'db-wait',
    app: 'express',
    verdict,
    reason: open ? 'the interval is too wide for any other verdict' : null,
    more: open ? { trials: 13, runs: null } : null,
    minEffect: 0.02,
    threshold: 0.05,
    adjustedP: primary.pValue === null ? null : Math.min(1, 12 * primary.pValue),
    pairs: options.paired ? (options.trials ?? 5) : null,
    failed: { base: 0, head: 0 },
    primary,
    others: others.map((effect) => ({ ...effect, minEffect: 0.02 })),
    byLabel: [],
    ...alter,
  };
}

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
    cells: cells.map((cell, index) => exampleCell(cell, 100 * (index + 1))),
    onlyInBase: [],
    onlyInHead: [],
    gates: [],
    ...alter,
  };
}

/** All four verdicts, two metrics, gates met and not, a failed trial, and variants that one side lacks. */
export function mixedComparison(): Comparison {
  return exampleComparison(
    [
      { id: 'db-wait/express/single', verdict: 'regression', change: -0.061, runs: 3 },
      { id: 'db-wait/express/cluster-8-rr', verdict: 'no-change', change: 0.004, runs: 3 },
      {
        id: 'db-wait/express/cluster-8-none',
        verdict: 'undecided',
        change: -0.031,
        spread: 0.05,
        runs: 3,
        alter: { failed: { base: 0, head: 1 } },
      },
      { id: 'db-wait/express/nginx+cluster-8-rr', verdict: 'improvement', change: 0.083, runs: 3 },
      {
        id: 'steady-rate/express/single',
        metric: 'p99',
        verdict: 'regression',
        change: 0.21,
        spread: 0.04,
        runs: 3,
      },
      {
        id: 'steady-rate/express/cluster-8-rr',
        metric: 'p99',
        verdict: 'undecided',
        change: 0.04,
        runSpread: 0.06,
        spread: 0.03,
        runs: 3,
        alter: { more: { trials: null, runs: 4 }, minEffect: 0.05, threshold: 0.1 },
      },
    ],
    {
      onlyInBase: ['db-wait/express/cluster-4-rr'],
      onlyInHead: ['db-wait/express/cluster-8-reuseport', 'db-wait/express/nginx+single'],
      differences: [
        { what: 'node', name: 'Node', base: 'v22.12.0', head: 'v24.4.0' },
        { what: 'app', name: 'arguments of express', base: 'none', head: '--pool 8' },
      ],
      gates: [
        {
          text: 'throughput db-wait/express/single > 9000',
          metric: 'throughput',
          cell: 'db-wait/express/single',
          limit: 9000,
          value: 9095,
          lacking: 0,
          met: true,
        },
        {
          text: 'p99 steady-rate/express/single < 60',
          metric: 'p99',
          cell: 'steady-rate/express/single',
          limit: 60,
          value: 70.9,
          lacking: 1,
          met: false,
        },
        {
          text: 'p99 cluster-16-rr < 120',
          metric: 'p99',
          cell: 'cluster-16-rr',
          limit: 120,
          value: null,
          lacking: 0,
          met: false,
        },
      ],
    },
  );
}

/** One variant whose trials alternated in pairs. */
export function pairedComparison(options: ExampleCell = {}): Comparison {
  return exampleComparison([{ paired: true, trials: 20, runSpread: 0, ...options }]);
}

const VERDICTS = ['no-change', 'no-change', 'undecided', 'no-change', 'regression', 'improvement'] as const;
const CHANGES: Readonly<Record<CompareVerdict, number>> = {
  'no-change': 0.002,
  undecided: -0.03,
  regression: -0.08,
  improvement: 0.06,
};

/** As many variants as wanted, with long names, on two hosts, one run per side. */
export function wideComparison(count: number, options: ExampleCell = {}): Comparison {
  const cells = Array.from({ length: count }, (_, index): ExampleCell => {
    const verdict = VERDICTS[index % VERDICTS.length] ?? 'no-change';
    const policy = (['rr', 'none', 'reuseport'] as const)[index % 3];
    return {
      id: `db-wait/express/${index % 2 === 0 ? 'nginx+' : ''}cluster-${2 + Math.floor(index / 3) * 2}-${policy}`,
      verdict,
      change: CHANGES[verdict],
      spread: verdict === 'undecided' ? 0.05 : 0.012,
      ...options,
    };
  });
  const alone = exampleComparison(cells);
  const [run] = alone.head.runs;
  return {
    ...alone,
    acrossHosts: true,
    head: {
      ...alone.head,
      runs: run === undefined ? [] : [{ ...run, hostname: 'bench-2', cpuModel: 'AMD EPYC 7R13', cores: 16 }],
    },
    differences: [
      {
        what: 'host',
        name: 'CPU model',
        base: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz',
        head: 'AMD EPYC 7R13',
      },
      { what: 'host', name: 'cores', base: '8', head: '16' },
    ],
  };
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
