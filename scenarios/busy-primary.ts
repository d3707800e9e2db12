import { busyPrimary as event } from './events/busy-primary.ts';
import { misbehaving } from './misbehaving.ts';
import type { Scenario } from './scenario.ts';

/** Latency counts from when the request was due, so that it contains the time to connect. */
export const busyPrimary: Scenario = {
  ...misbehaving(event, {
    name: 'busy-primary',
    summary: 'a connection per request at a set rate, and a primary that computes',
  }),
  mode: { connections: 'per-request', arrivals: 'open' },
  metric: 'p99',
  delay: 'none',
};
