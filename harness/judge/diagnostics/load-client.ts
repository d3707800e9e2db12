import type { LoadFigures } from '../../records/run.ts';
import type { Diagnostic, Finding } from '../diagnostic.ts';

/**
 * From this share of the window on in which a load process's event loop was busy, it may hold the target back: it
 * reads an answer, and sends the next request, when its turn comes.
 */
const BUSY_SHARE = 0.9;
/** On a quiet host of 2 cores the client waited that long in none of 47 trials, with up to 20 processes beside it. */
const WAIT_SHARE = 0.5;
/** Of the p99 itself: what the client's own lateness may add to it. */
const LATE_SHARE = 0.1;
/** Timers and histograms are no finer. */
const LATE_MS = 0.1;

export const loadClientSaturated: Diagnostic = {
  code: 'load-client-saturated',
  find: ({ load }) => (load.mode.arrivals === 'open' ? lateClient(load) : busyClient(load)),
};

/** An event loop counts as busy while a process is kept from a core amid its work, and as idle before. */
function busyClient({ clientUtilization, clientWaitShare, processes }: LoadFigures): Finding | null {
  const waited = clientWaitShare ?? 0;
  if (clientUtilization < BUSY_SHARE && waited < WAIT_SHARE) return null;
  return {
    text: 'a load process was busy, or kept from a core, and may have held the target back: give the load more processes (--load-processes) or cores of its own',
    numbers: { clientUtilization, ...(clientWaitShare === null ? {} : { clientWaitShare }), processes },
  };
}

/** In an open loop the client spins in order to be on time: that it is busy says nothing, that it is late does. */
function lateClient({ sendDelayP99Ms, latency: { p99 }, processes }: LoadFigures): Finding | null {
  if (sendDelayP99Ms === null || sendDelayP99Ms < Math.max(LATE_MS, LATE_SHARE * p99)) return null;
  return {
    text: 'the load client sent requests late, and its own lateness is part of their latencies: give the load more processes (--load-processes) or cores of its own',
    numbers: { sendDelayP99Ms, p99, processes },
  };
}
