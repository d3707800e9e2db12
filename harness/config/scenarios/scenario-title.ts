import type { Scenario } from '../../../scenarios/scenario.ts';
import { titleOf } from '../../load/users/describe-sent.ts';
import type { RunConfig } from '../run-config.ts';

type Titled = Pick<RunConfig, 'asked' | 'apps' | 'scenarios' | 'changes' | 'requests' | 'rows'>;

/**
 * scenarioTitle returns what stands in headings in place of a scenario's name: what is sent, if the user named no
 * scenario and sends requests of their own, or sends to an app of their own. Null for the name.
 */
export function scenarioTitle(scenario: Scenario, config: Titled): string | null {
  const { asked, apps, scenarios, changes, requests } = config;
  if (asked.user.scenario || scenarios.length > 1) return null;
  const isOwnRequest =
    requests !== null || [changes.path, changes.method, changes.body].some((part) => part !== null);
  return isOwnRequest || apps.every(({ builtIn }) => !builtIn) ? titleOf(scenario, config) : null;
}
