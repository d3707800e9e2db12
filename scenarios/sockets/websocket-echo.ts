import type { Scenario } from '../scenario.ts';
import { numberedText, numberIn } from './numbered-text.ts';

/** One per second on each of the usual 500 connections. */
const MESSAGES_PER_SECOND = 500;

export const websocketEcho: Scenario = {
  name: 'websocket-echo',
  summary: 'messages over WebSockets, each sent back to its sender',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
  delay: 'none',
  rate: { kind: 'absolute', perSecond: MESSAGES_PER_SECOND },
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
