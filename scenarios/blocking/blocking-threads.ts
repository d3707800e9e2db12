import type { Scenario } from '../scenario.ts';
import { mixedRequests } from './mixed-requests.ts';

export const blockingThreads: Scenario = {
  name: 'blocking-threads',
  summary: '1 request in 100 does the same work on a worker thread',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  appEnv: { BLOCKING: 'threads' },
  user: mixedRequests,
};
