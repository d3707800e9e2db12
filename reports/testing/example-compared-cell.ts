/** Cells of a comparison, for tests of reports. Figures come from a seed, verdicts as asked. */
import type { ComparedCell, CompareVerdict, Effect } from '../../harness/records/comparison.ts';
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

export function exampleComparedCell(options: ExampleCell = {}, seed = 1): ComparedCell {
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
  const scenario = id.includes('/') ? (id.split('/')[0] ?? '') : 'db-wait';
  return {
    id,
    scenario,
    title: scenario,
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
