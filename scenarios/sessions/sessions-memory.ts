import type { Scenario } from '../scenario.ts';
import { UNKNOWN_SESSION, visitor } from './visitor.ts';

export const sessionsMemory: Scenario = {
  name: 'sessions-memory',
  summary: 'sessions in each worker’s memory: how many responses are 401',
  inDefaultPlan: false,
  mode: { connections: 'per-iteration', arrivals: 'closed' },
  metric: 'unauthorized',
  delay: 'none',
  appEnv: { SESSIONS: 'memory' },
  expectedFailures: [UNKNOWN_SESSION],
  user: visitor,
};
