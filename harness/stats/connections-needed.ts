import type { ConnectionsNeeded } from '../records/prediction.ts';

/** Connections set the figure from 90% of their limit on; with this factor the measured figure is at 80% of it. */
const HEADROOM = 1.25;

/**
 * connectionsNeeded is the number of connections with which a cell reaches a limit that they do not set.
 *
 * `least` is limit x (delay + service time): the requests then in flight, by Little's law. With exactly that many, up
 * to a fifth of the limit is lost, because requests arrive unevenly and a server is idle at times. `advised` is a
 * quarter more, and at least 2 sqrt(least x servers) more: two standard deviations of the requests in flight at each
 * of several separate servers.
 *
 * @param limit requests per second: the lowest limit that connections do not set
 * @param servers number of servers that each have connections of their own
 */
export function connectionsNeeded({
  limit,
  delayMs,
  serviceMs,
  servers,
}: {
  readonly limit: number;
  readonly delayMs: number;
  readonly serviceMs: number;
  readonly servers: number;
}): ConnectionsNeeded {
  const exact = (limit * (delayMs + serviceMs)) / 1000;
  return {
    least: wholeAbove(exact),
    advised: wholeAbove(Math.max(HEADROOM * exact, exact + 2 * Math.sqrt(exact * servers))),
  };
}

/** 31,200 x 0.05 is a little more than 1,560. */
function wholeAbove(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}
