import type { Scenario } from '../scenario.ts';
import { visitor } from './visitor.ts';

export const sessionsJwt: Scenario = {
  name: 'sessions-jwt',
  summary: 'sessions in a signed token: what a request costs',
  inDefaultPlan: false,
  mode: { connections: 'per-iteration', arrivals: 'closed' },
  metric: 'cpuPerRequest',
  delay: 'none',
  // Every worker checks what another one signed.
  appEnv: { SESSIONS: 'token', SESSIONS_SECRET: 'known to every worker of a benchmark' },
  user: visitor,
};
