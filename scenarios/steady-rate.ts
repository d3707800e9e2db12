import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const steadyRate: Scenario = {
  name: 'steady-rate',
  summary: 'db-wait at a set rate: the latency that users would see',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
  delay: 'simulated',
  user: listUsers,
};
