import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const dbWait: Scenario = {
  name: 'db-wait',
  summary:
    'a list after a simulated database delay, keep-alive: what a service that waits gains from workers',
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'simulated',
  user: listUsers,
};
