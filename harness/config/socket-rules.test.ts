/** Rules for a load of messages over WebSockets, and the options of requests that it accepts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { websocketBroadcast } from '../../scenarios/sockets/websocket-broadcast.ts';
import { websocketEcho } from '../../scenarios/sockets/websocket-echo.ts';
import { refuseOnScript } from './requests/refuse-changes.ts';
import { refuseOnSockets } from './socket-rules.ts';
import type { UserConfig } from './user-values.ts';

const given = (name: string): UserConfig => ({ [name]: { texts: ['x'], origin: `--${name}`, folder: '/' } });
const EIGHTY = { kind: 'share', share: 0.8 } as const;
const HALF_A_SECOND = { kind: 'absolute', perSecond: 2 } as const;

test('an open loop needs a rate that is a number, and a closed one needs none', () => {
  const refuse = (scenario: typeof websocketEcho, rate: typeof EIGHTY | typeof HALF_A_SECOND) =>
    refuseOnSockets({ scenarios: [{ ...scenario, rate: null }], rate, stages: [] }, given('rate'));
  assert.throws(
    () => refuse(websocketBroadcast, EIGHTY),
    /^UsageError: --rate must be a number of messages per second for scenario websocket-broadcast/,
  );
  refuse(websocketBroadcast, HALF_A_SECOND);
  const mode = { connections: 'kept', arrivals: 'closed' } as const;
  refuse({ ...websocketEcho, mode }, EIGHTY);
});

test('a WebSocket stays open', () => {
  const mode = { connections: 'per-request', arrivals: 'open' } as const;
  const scenarios = [{ ...websocketEcho, mode }];
  assert.throws(
    () => refuseOnSockets({ scenarios, rate: HALF_A_SECOND, stages: [] }, given('connections-mode')),
    /--connections-mode takes kept for scenario websocket-echo, whose WebSockets stay open/,
  );
});

test('a handshake has a path, and nothing else of a request', () => {
  refuseOnScript([websocketEcho], given('path'));
  assert.throws(
    () => refuseOnScript([websocketEcho], given('data')),
    /^UsageError: --data has no effect on scenario websocket-echo, which sends messages over WebSockets/,
  );
});
