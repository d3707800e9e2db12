/** What a scenario is run for: the figure of a trial by which setups are judged. */
import type { OkTrial, ScenarioFacts } from '../harness/record.ts';
import { isSupported } from '../harness/stats/percentile-support.ts';

export interface Metric {
  readonly name: ScenarioFacts['metric'];
  readonly unit: 'requests per second' | 'ms';
  readonly shortUnit: 'req/s' | 'ms';
  readonly better: 'more' | 'less';
  /** In its unit; null where the trial cannot tell. */
  readonly figureOf: (trial: OkTrial) => number | null;
}

const RATE = { unit: 'requests per second', shortUnit: 'req/s', better: 'more' } as const;

const METRICS: Readonly<Record<Metric['name'], Metric>> = {
  throughput: { ...RATE, name: 'throughput', figureOf: ({ load }) => load.throughput },
  capacity: { ...RATE, name: 'capacity', figureOf: ({ search }) => search?.rate ?? null },
  p99: {
    name: 'p99',
    unit: 'ms',
    shortUnit: 'ms',
    better: 'less',
    figureOf: ({ load }) => (isSupported(99, load.completed) ? load.latency.p99 : null),
  },
};

/** Throughput where a damaged plan does not name the scenario. */
export function metricOf(scenario: ScenarioFacts | null): Metric {
  return METRICS[scenario?.metric ?? 'throughput'];
}
