import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const saturate: Scenario = {
  name: 'saturate',
  summary: 'a list without delay: how much the CPUs can serve',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  user: listUsers,
};
