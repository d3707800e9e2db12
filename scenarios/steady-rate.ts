import type { Scenario } from './scenario.ts';
import { isUserList } from './user-list.ts';

export const steadyRate: Scenario = {
  name: 'steady-rate',
  summary: 'db-wait at a set rate, however slow the answers: the latency that users would see',
  inDefaultPlan: false,
  mode: 'rate',
  metric: 'p99',
  path: '/api/users',
  delay: 'simulated',
  isCorrect: isUserList,
};
