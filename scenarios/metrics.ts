import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const metrics: Scenario = {
  name: 'metrics',
  summary: 'a list without delay, with and without Prometheus metrics',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'cpuPerRequest',
  delay: 'none',
  variables: [{ name: 'METRICS', values: ['off', 'on'] }],
  user: listUsers,
};
