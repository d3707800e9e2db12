import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const capacity: Scenario = {
  name: 'capacity',
  summary: 'the highest rate of db-wait that keeps --slo, found by bisection',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'capacity',
  delay: 'simulated',
  user: listUsers,
};
