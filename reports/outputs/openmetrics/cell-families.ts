/** The figures of cells as families: means over trials, their intervals, and the figure of each trial. */
import { metrics } from '../../../harness/stats/metrics/index.ts';
import { latencyPercentile } from '../../../harness/stats/metrics/latency-percentile.ts';
import type { Metric } from '../../../harness/stats/metrics/metric.ts';
import { percentiles } from '../../../harness/stats/percentiles.ts';
import type { CellResult } from '../../cell-result.ts';
import { groupedBy } from '../../grouped-by.ts';
import { type MetricEstimate, metricEstimates } from '../metric-estimates.ts';
import { unitOf, withUnit } from '../units.ts';
import type { Family, Sample } from './family.ts';

export const PREFIX = 'cluster_bench_';

/** The kind of a sample. Figures of one label have families of their own: sums over a family would count them twice. */
const FORMS = [
  { part: '', about: 'mean over trials', samplesOf: meanSamples },
  { part: 'interval_', about: 'ends of the 95% confidence interval of the mean', samplesOf: intervalSamples },
  { part: 'trial_', about: 'figure of each trial', samplesOf: trialSamples },
] as const;

interface CellFigure extends MetricEstimate {
  readonly result: CellResult;
}

export function figureFamilies(results: readonly CellResult[]): Family[] {
  const all = [...metrics.filter(({ percentile }) => percentile === null), ...everyPercentile()];
  const figures = results.flatMap((result) =>
    metricEstimates(result, all).map((one) => ({ result, ...one })),
  );
  const byName = groupedBy(figures, ({ metric, label }) => JSON.stringify([nameOf(metric), label !== null]));
  return [...byName.values()].flatMap((group) => FORMS.map((form) => family(group, form)));
}

/** Every percentile of a record: not each is a metric that a gate or a comparison may name. */
function everyPercentile(): Metric[] {
  return percentiles.map(({ percent }) =>
    latencyPercentile(percent, {
      summary: 'latency of correct responses at a quantile',
      mostVariation: null,
      percentilesBeside: [],
    }),
  );
}

function family(group: readonly CellFigure[], { part, about, samplesOf }: (typeof FORMS)[number]): Family {
  const [first] = group;
  if (first === undefined) return { name: '', unit: null, help: '', samples: [] };
  const { metric, label } = first;
  const { base } = unitOf(metric);
  return {
    name: `${PREFIX}${part}${label === null ? '' : 'label_'}${withUnit(nameOf(metric), base)}`,
    unit: base,
    help: `${metric.summary}${label === null ? '' : ', requests of one label'}; ${about}`,
    samples: group.flatMap(samplesOf),
  };
}

/** Percentiles of the latency are one family. */
function nameOf({ name, percentile }: Metric): string {
  return percentile === null ? name : 'latency';
}

function meanSamples(one: CellFigure): Sample[] {
  return [{ labels: labelsOf(one), value: inBaseUnit(one.estimate.mean, one) }];
}

function intervalSamples(one: CellFigure): Sample[] {
  const { interval } = one.estimate;
  if (interval === null) return [];
  return (['low', 'high'] as const).map((bound) => ({
    labels: { ...labelsOf(one), bound },
    value: inBaseUnit(interval[bound], one),
  }));
}

function trialSamples(one: CellFigure): Sample[] {
  return one.estimate.values.map((value, index) => ({
    labels: { ...labelsOf(one), trial: String(one.trials[index]?.trial) },
    value: inBaseUnit(value, one),
  }));
}

function inBaseUnit(value: number, { metric }: CellFigure): number {
  return value / unitOf(metric).per;
}

function labelsOf({ result, label, metric }: CellFigure): Sample['labels'] {
  const quantile = metric.percentile === null ? '' : String(Number((metric.percentile / 100).toFixed(6)));
  return { ...cellLabels(result), label: label ?? '', quantile };
}

export function cellLabels({ cell: { id, scenario, app, variant } }: CellResult): Sample['labels'] {
  return { cell: id, scenario, app, variant };
}
