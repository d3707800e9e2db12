import type { ProxiedScenario } from './proxied.ts';
import { request } from './request.ts';

/** Creates an order. A proxy does not send a POST twice, so that a lost one shows. */
const ORDER = request({
  method: 'POST',
  path: '/api/orders',
  headers: { 'Content-Type': 'application/json' },
  body: '{"item":1}',
});

export const idleUpstream: ProxiedScenario = {
  name: 'idle-upstream',
  summary: 'POSTs behind a proxy whose idle connections the app closes: how many end in 502',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'errors',
  delay: 'none',
  expectedFailures: ['non2xx', 'closed', 'reset'],
  appEnv: { KEEP_ALIVE_TIMEOUT_MS: '5' },
  rate: { kind: 'absolute', perSecond: 400 },
  user: {
    protocol: 'http',
    run: ({ path }) => (path === null ? ORDER : request({ method: 'POST', path, body: ORDER.body })),
  },
};
