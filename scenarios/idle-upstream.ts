import { request } from './request.ts';
import type { Scenario } from './scenario.ts';

/** Creates an order. A proxy does not send a POST twice, so that a lost one shows. */
const ORDER = request({
  method: 'POST',
  path: '/api/orders',
  headers: { 'Content-Type': 'application/json' },
  body: '{"item":1}',
});

export const idleUpstream: Scenario = {
  name: 'idle-upstream',
  summary: 'POSTs that a proxy loses because the app closes idle connections',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'errors',
  delay: 'none',
  // nginx responds with 502; haproxy closes the client's connection.
  expectedFailures: ['502', 'closed', 'reset'],
  // Far shorter than in production: the shorter it is, the more often a request meets it. At two requests per timeout
  // an idle connection is as likely as possible to be used again just as it ends.
  appEnv: { KEEP_ALIVE_TIMEOUT_MS: '10' },
  rate: { kind: 'absolute', perSecond: 200 },
  user: { protocol: 'http', request: ORDER },
};
