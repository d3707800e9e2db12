import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const capacity: Scenario = {
  name: 'capacity',
  summary: 'highest rate of db-wait that meets --slo',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'capacity',
  delay: 'simulated',
  user: listUsers,
};
