import type { Scenario } from './scenario.ts';
import { isUserList } from './user-list.ts';

export const saturate: Scenario = {
  name: 'saturate',
  summary: 'the same list without delay, keep-alive: how much the CPUs can answer',
  inDefaultPlan: false,
  mode: 'keep-alive',
  metric: 'throughput',
  path: '/api/users',
  delay: 'none',
  isCorrect: isUserList,
};
