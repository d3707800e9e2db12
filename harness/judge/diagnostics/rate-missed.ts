import type { LoadFigures } from '../../records/run.ts';
import { endedSoon } from '../../stats/ended-soon.ts';
import { fallsShort, likelyLeast } from '../../stats/shortfall.ts';
import type { Diagnostic, Finding } from '../diagnostic.ts';

/** An open loop promises a response for every request that was due. */
const MISSED_SHARE = 0.005;

export const rateMissed: Diagnostic = {
  code: 'rate-missed',
  find: ({ load, events }) => {
    const { offeredRate, windowSeconds, sent, throughput, unfinished } = load;
    // Requests lost to an event do not show a lack of capacity.
    if (offeredRate === null || events.length > 0) return null;
    if (load.iterations !== null) return iterationsMissed(load.iterations, offeredRate, windowSeconds);
    const offered = offeredRate * windowSeconds;
    // Random arrivals may be somewhat fewer than offered. A client that sends far fewer has failed.
    const due = sent < likelyLeast(offered) ? offered : Math.min(sent, offered);
    // A request that failed at once waits in no queue; the diagnostic `errors` speaks of it.
    if (!fallsShort({ ...load, completed: endedSoon(load), sent: due }, MISSED_SHARE)) return null;
    return {
      text: 'fewer requests ended than were due: the target, or the client, does not keep up with the rate, and latencies grow with the length of the window; use a lower rate',
      numbers: { offeredRate, throughput, unfinished },
    };
  },
};

/** iterationsMissed compares the iterations that ended with those that were due: an iteration lasts for some time. */
function iterationsMissed(
  { completed, failed, perSecond, duration }: NonNullable<LoadFigures['iterations']>,
  offeredRate: number,
  windowSeconds: number,
): Finding | null {
  const due = offeredRate * windowSeconds;
  const running = (offeredRate * duration.max) / 1_000;
  if (completed + failed >= likelyLeast(due * (1 - MISSED_SHARE)) - Math.sqrt(running)) return null;
  return {
    text: 'fewer iterations ended than were due: the users are too few for iterations of this length, or the target does not keep up; ask for more --connections, or for a lower rate',
    numbers: { offeredIterations: offeredRate, achieved: perSecond },
  };
}
