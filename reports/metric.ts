/** What a scenario is run for: the figure of a trial by which setups are judged. */
import type { OkTrial, ScenarioFacts } from '../harness/records/run.ts';
import { figureOf, type MetricName } from '../harness/stats/metric.ts';

export interface Metric {
  readonly name: MetricName;
  readonly unit: 'requests per second' | 'ms';
  readonly shortUnit: 'req/s' | 'ms';
  readonly better: 'more' | 'less';
  /** In its unit; null where the trial cannot tell. */
  readonly figureOf: (trial: OkTrial) => number | null;
}

const RATE = { unit: 'requests per second', shortUnit: 'req/s', better: 'more' } as const;

const METRICS: Readonly<Record<Metric['name'], Metric>> = {
  throughput: { ...RATE, name: 'throughput', figureOf: figureOf.throughput },
  capacity: { ...RATE, name: 'capacity', figureOf: figureOf.capacity },
  p99: {
    name: 'p99',
    unit: 'ms',
    shortUnit: 'ms',
    better: 'less',
    figureOf: figureOf.p99,
  },
};

/** Throughput where a damaged plan does not name the scenario. */
export function metricOf(scenario: ScenarioFacts | null): Metric {
  return METRICS[scenario?.metric ?? 'throughput'];
}
