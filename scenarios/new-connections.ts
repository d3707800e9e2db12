import type { Scenario } from './scenario.ts';
import { isUserList } from './user-list.ts';

export const newConnections: Scenario = {
  name: 'new-connections',
  summary: 'the same list on a connection of its own each time: where rr, none and reuseport differ',
  inDefaultPlan: false,
  mode: 'new-connections',
  metric: 'throughput',
  path: '/api/users',
  delay: 'none',
  isCorrect: isUserList,
};
