import type { Scenario } from '../scenario.ts';
import { BROADCASTS_PER_SECOND, broadcast } from './broadcast.ts';

export const websocketBroadcastRedis: Scenario = {
  name: 'websocket-broadcast-redis',
  summary: 'messages for every connection, by a Redis adapter: latency',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
  delay: 'none',
  rate: { kind: 'absolute', perSecond: BROADCASTS_PER_SECOND },
  services: ['redis'],
  appEnv: { SOCKETS: 'redis' },
  upgrades: true,
  user: broadcast,
};
