/** The figure of a trial by which a scenario's setups are judged. */
import type { OkTrial, ScenarioFacts } from '../record.ts';
import { isSupported } from './percentile-support.ts';

export type MetricName = ScenarioFacts['metric'];

/**
 * Requests per second for `throughput` and `capacity`, milliseconds for `p99`; null where the trial cannot tell: a
 * percentile beyond what its answers carry, a search that there was none of.
 */
export const figureOf: Readonly<
  Record<MetricName, (trial: Pick<OkTrial, 'load' | 'search'>) => number | null>
> = {
  throughput: ({ load }) => load.throughput,
  capacity: ({ search }) => search?.rate ?? null,
  p99: ({ load }) => (isSupported(99, load.completed) ? load.latency.p99 : null),
};
