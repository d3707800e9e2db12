import type { WindowEvent } from './events/index.ts';
import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

/** Time before the event shows the usual throughput, and time after it shows the recovery. */
const EVENT_AT_SHARE = 1 / 3;

/** lossesOf is the scenario, with the event's name, that counts the requests which the event loses at a set rate. */
export function lossesOf({ name }: WindowEvent, summary: string): Scenario {
  return {
    name,
    summary,
    inDefaultPlan: false,
    mode: { connections: 'kept', arrivals: 'open' },
    metric: 'lost',
    delay: 'simulated',
    events: [{ event: name, atShare: EVENT_AT_SHARE }],
    user: listUsers,
  };
}
