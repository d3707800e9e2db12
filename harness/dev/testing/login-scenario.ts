/**
 * A scenario whose app depends on Redis: every request logs in. Imported into each process of a run by NODE_OPTIONS, it
 * adds the scenario to the list.
 */
import { fileURLToPath } from 'node:url';
import { scenarios } from '../../../scenarios/index.ts';
import { request } from '../../../scenarios/request.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';

const headers = { 'content-type': 'application/json' };
const login = request({ method: 'POST', path: '/login', headers, body: '{"user":"Ann"}' });

(scenarios as Scenario[]).push({
  name: 'login',
  summary: 'every request logs in',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  services: ['redis'],
  appEnv: { SESSIONS: 'redis' },
  user: { protocol: 'http', run: () => login },
});

export const WITH_LOGIN = { NODE_OPTIONS: `--import "${fileURLToPath(import.meta.url)}"` };
