import type { Scenario } from '../scenario.ts';
import { numberedText, numberIn } from './numbered-text.ts';

export const websocketEcho: Scenario = {
  name: 'websocket-echo',
  summary: 'messages over WebSockets, each sent back to its sender',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
  delay: 'none',
  appEnv: { SOCKETS: 'none' },
  upgrades: true,
  user: {
    protocol: 'websocket',
    heardBy: 'sender',
    open: () => ({ path: '/echo' }),
    message: numberedText,
    numberOf: numberIn,
  },
};
