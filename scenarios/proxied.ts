/** Properties of a scenario that concern the proxy in front, and the pace that shows what it does. */
import type { ScenarioFacts } from '../harness/records/run.ts';
import type { Scenario } from './scenario.ts';

export interface ProxiedScenario extends Scenario {
  /** Files that a proxy serves if it can, and the app serves otherwise; none if omitted. */
  readonly files?: StaticFiles | null;
  /** Rate of an open loop unless `--rate` sets one; the run's default if omitted. */
  readonly rate?: ScenarioFacts['rate'];
}

export interface StaticFiles {
  /** Path that they are served under, with slashes at both ends. */
  readonly path: string;
  /** Contents by name. */
  readonly texts: Readonly<Record<string, string>>;
}
