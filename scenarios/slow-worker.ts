import { slowWorker as behaviour } from '../targets/behaviours/slow-worker.ts';
import type { Scenario } from './scenario.ts';
import { listUsers } from './user-list.ts';

export const slowWorker: Scenario = {
  name: 'slow-worker',
  summary: 'db-wait at a set rate, and a worker with 2 ms more CPU per request',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
  delay: 'simulated',
  behaviour,
  user: listUsers,
};
