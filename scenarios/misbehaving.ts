import type { WindowEvent } from './events/index.ts';
import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

/** Time before the event, which shows the usual latency. */
const EVENT_AT_SECONDS = 2;

/** misbehaving is a scenario at a set rate in whose window an event makes a process misbehave. */
export function misbehaving(
  { name: event }: WindowEvent,
  { name, summary }: Pick<Scenario, 'name' | 'summary'>,
): Scenario {
  return {
    name,
    summary,
    inDefaultPlan: false,
    mode: { connections: 'kept', arrivals: 'open' },
    metric: 'errors',
    delay: 'simulated',
    events: [{ event, atSeconds: EVENT_AT_SECONDS }],
    user: listUsers,
  };
}
