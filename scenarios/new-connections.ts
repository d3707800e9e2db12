import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const newConnections: Scenario = {
  name: 'new-connections',
  summary: 'a new connection per request: shows how policies differ',
  inDefaultPlan: false,
  mode: { connections: 'per-request', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  user: listUsers,
};
