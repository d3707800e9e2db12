import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const dbWait: Scenario = {
  name: 'db-wait',
  summary: 'a list after a simulated database delay',
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'simulated',
  user: listUsers,
};
