import type { Scenario } from '../scenario.ts';
import { websocketEcho } from './websocket-echo.ts';

/** Enough to show that connections still work; far too few to cost memory of their own. */
const MESSAGES_PER_SECOND = 50;

export const websocketIdle: Scenario = {
  ...websocketEcho,
  name: 'websocket-idle',
  summary: 'WebSockets that hardly send anything: memory per connection',
  metric: 'memory-per-connection',
  rate: { kind: 'absolute', perSecond: MESSAGES_PER_SECOND },
};
