/** How the rate of a scenario's load is set. */
import type { ScenarioFacts } from '../records/run.ts';
import { metricOf } from './metrics/index.ts';

/** isSearch says whether a search sets the rate, so that the scenario has an objective. */
export function isSearch({ metric }: Pick<ScenarioFacts, 'metric'>): boolean {
  return metricOf(metric).isSought;
}

/** isAtSetRate says whether the user sets the rate: in an open loop without a search. A closed loop has no set rate. */
export function isAtSetRate(scenario: Pick<ScenarioFacts, 'mode' | 'metric'>): boolean {
  return scenario.mode.arrivals === 'open' && !isSearch(scenario);
}
