export interface ConnectionsNeeded {
  /** With fewer, the connections themselves are the lowest bound. */
  readonly least: number;
  /** With so many, something else is, and can be seen to be. */
  readonly advised: number;
}

/** Connections bind from 90 % of their bound on; this leaves what is measured at 80 % of it. */
const HEADROOM = 1.25;

/**
 * Connections that it takes for a cell to reach a limit that is not theirs.
 *
 * `least` is limit x (delay + service time): what is then under way, by Little's law. With just that many up to a
 * fifth of the limit is lost, for requests come unevenly and a server runs dry at times. `advised` is a quarter
 * more, and at least 2 sqrt(least x servers) more: two standard deviations of what is under way at each of separate
 * servers.
 *
 * @param limit requests per second: the lowest bound that connections do not set
 * @param servers that each have connections of their own
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
