import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const newConnections: Scenario = {
  name: 'new-connections',
  summary: 'the same list on a connection of its own each time: where rr, none and reuseport differ',
  inDefaultPlan: false,
  mode: { connections: 'per-request', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  user: listUsers,
};
