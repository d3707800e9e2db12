/** The figure of a trial by which a scenario's setups are judged. */
import type { OkTrial, ScenarioFacts } from '../records/run.ts';
import { isSupported } from './percentile-support.ts';

export type MetricName = ScenarioFacts['metric'];

/**
 * Requests per second for `throughput` and `capacity`, milliseconds for `p99`; null where the trial cannot tell: a
 * percentile beyond what its answers carry, a search that there was none of, a capacity at which the trial's own window
 * did not keep the objective.
 */
export const figureOf: Readonly<
  Record<MetricName, (trial: Pick<OkTrial, 'load' | 'search' | 'warnings'>) => number | null>
> = {
  throughput: ({ load }) => load.throughput,
  capacity: (trial) => (missedObjective(trial) ? null : (trial.search?.rate ?? null)),
  p99: ({ load }) => (isSupported(99, load.completed) ? load.latency.p99 : null),
};

/** Code of the verdict on such a trial. */
export const OBJECTIVE_MISSED = 'objective-missed';

/** Whether a trial's window did not keep what the steps of its search kept. */
export function missedObjective({ warnings }: Pick<OkTrial, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === OBJECTIVE_MISSED);
}
