/** Who sets the rate of a scenario's load. */
import type { ScenarioFacts } from '../records/run.ts';
import { metricOf } from './metrics/index.ts';

/** Whether a search for its metric sets the rate, so that the scenario has an objective to keep. */
export function isSearch({ metric }: Pick<ScenarioFacts, 'metric'>): boolean {
  return metricOf(metric).isSought;
}

/** Whether the user sets it: an open loop that is no search. In a closed loop nobody does. */
export function isAtSetRate(scenario: Pick<ScenarioFacts, 'mode' | 'metric'>): boolean {
  return scenario.mode === 'rate' && !isSearch(scenario);
}
