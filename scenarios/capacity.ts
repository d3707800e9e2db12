import type { Scenario } from './scenario.ts';
import { isUserList } from './user-list.ts';

export const capacity: Scenario = {
  name: 'capacity',
  summary: 'the highest rate of db-wait that keeps --slo, found by bisection',
  inDefaultPlan: false,
  mode: 'rate',
  metric: 'capacity',
  path: '/api/users',
  delay: 'simulated',
  isCorrect: isUserList,
};
