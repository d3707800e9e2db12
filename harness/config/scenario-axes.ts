/** The two axes that a user may set for any scenario: how its connections and its arrivals go. */
import type { Scenario } from '../../scenarios/index.ts';
import type { LoadMode } from '../records/run.ts';
import { p99 } from '../stats/metrics/p99.ts';
import { isAtSetRate } from '../stats/set-rate.ts';

export interface AskedAxes {
  /** Null for each scenario's own. */
  readonly connections: LoadMode['connections'] | null;
  /** Whether a rate was asked for. */
  readonly hasRate: boolean;
}

/**
 * A rate is that of the scenarios that have one. Where none has, it makes those of closed loops open: what they are
 * judged by then is how long a request takes, for the rate is set.
 */
export function withAxes(scenarios: readonly Scenario[], { connections, hasRate }: AskedAxes): Scenario[] {
  const isTaken = scenarios.some(isAtSetRate);
  return scenarios.map((scenario) => {
    const mode = { ...scenario.mode, connections: connections ?? scenario.mode.connections };
    if (!hasRate || isTaken || mode.arrivals === 'open') return { ...scenario, mode };
    return { ...scenario, mode: { ...mode, arrivals: 'open' }, metric: p99.name };
  });
}
