import type { Scenario } from '../scenario.ts';
import { mixedRequests } from './mixed-requests.ts';

export const blockingThreads: Scenario = {
  name: 'blocking-threads',
  summary: 'the same work on worker threads: what it does to the others',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  appEnv: { BLOCKING: 'threads' },
  user: mixedRequests,
};
