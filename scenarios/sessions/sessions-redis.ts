import type { Scenario } from '../scenario.ts';
import { visitor } from './visitor.ts';

export const sessionsRedis: Scenario = {
  name: 'sessions-redis',
  summary: 'sessions in Redis: what a request costs',
  inDefaultPlan: false,
  mode: { connections: 'per-iteration', arrivals: 'closed' },
  metric: 'cpuPerRequest',
  delay: 'none',
  services: ['redis'],
  appEnv: { SESSIONS: 'redis' },
  user: visitor,
};
