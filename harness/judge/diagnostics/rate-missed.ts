import { fallsShort, likelyLeast } from '../../stats/shortfall.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** An open loop promises a response for every request that was due. */
const MISSED_SHARE = 0.005;

export const rateMissed: Diagnostic = {
  code: 'rate-missed',
  find: ({ load, events }) => {
    const { offeredRate, windowSeconds, sent, throughput, unfinished } = load;
    // What an event takes away is no lack of capacity.
    if (offeredRate === null || events.length > 0) return null;
    const offered = offeredRate * windowSeconds;
    // Random arrivals may be somewhat fewer than offered. A client that sends far fewer has failed.
    const due = sent < likelyLeast(offered) ? offered : Math.min(sent, offered);
    if (!fallsShort({ ...load, sent: due }, MISSED_SHARE)) return null;
    return {
      text: 'fewer requests got a correct response than were due: the target, or the client, does not keep up with the rate, and latencies grow with the length of the window; use a lower rate',
      numbers: { offeredRate, throughput, unfinished },
    };
  },
};
