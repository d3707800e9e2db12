import type { Scenario } from '../scenario.ts';
import { mixedRequests } from './mixed-requests.ts';

export const blocking: Scenario = {
  name: 'blocking',
  summary: '1 request in 100 holds the event loop for half a second',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  appEnv: { BLOCKING: 'loop' },
  user: mixedRequests,
};
