import type { Scenario } from '../scenario.ts';
import { BROADCASTS_PER_SECOND, broadcast, UNHEARD } from './broadcast.ts';

export const websocketBroadcast: Scenario = {
  name: 'websocket-broadcast',
  summary: 'messages for every connection, no adapter: how many hear them',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'heard',
  delay: 'none',
  rate: { kind: 'absolute', perSecond: BROADCASTS_PER_SECOND },
  expectedFailures: [UNHEARD],
  appEnv: { SOCKETS: 'none' },
  upgrades: true,
  user: broadcast,
};
