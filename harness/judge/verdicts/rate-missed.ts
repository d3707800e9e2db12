import type { Verdict } from '../verdict.ts';

/** What an open loop promises: to answer for every request that was due. */
const MISSED_SHARE = 0.005;
/** Counts of what happens by chance spread by the square root of themselves (Poisson); beyond this many it is none. */
const SIGMAS = 3;

export const rateMissed: Verdict = {
  code: 'rate-missed',
  find: ({
    load: { offeredRate, windowSeconds, sent, completed, throughput, underWayAtStart, unfinished },
  }) => {
    if (offeredRate === null) return null;
    const offered = offeredRate * windowSeconds;
    // Random arrivals may be a few less than offered; a client that sends far less has failed.
    const due = sent < offered - SIGMAS * Math.sqrt(offered) ? offered : Math.min(sent, offered);
    // So may those be that are under way at the two ends.
    const byChance = SIGMAS * Math.sqrt(underWayAtStart + unfinished);
    if (due - completed <= MISSED_SHARE * due + byChance) return null;
    return {
      text: 'fewer requests were answered correctly than were due: the target, or the client, does not keep up with the rate, and the latencies grow with the length of the window; ask for a lower rate',
      numbers: { offeredRate, achieved: throughput, unfinished },
    };
  },
};
