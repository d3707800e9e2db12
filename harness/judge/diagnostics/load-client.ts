import type { LoadFigures } from '../../records/run.ts';
import type { Diagnostic, Finding } from '../diagnostic.ts';
import { hasForeignLoad } from './disturbance.ts';

/**
 * A load process whose event loop is busy for this share of the window may hold the target back: a response waits for
 * its turn to be read, and so does the next request.
 */
const BUSY_SHARE = 0.9;
/** On a quiet host of 2 cores, with up to 20 other processes, the client waited this long in none of 47 trials. */
const WAIT_SHARE = 0.5;
/** Share of the p99 that the client's own lateness may add to it. */
const LATE_SHARE = 0.1;
/** Timers and histograms are no finer. */
const LATE_MS = 0.1;

export const loadClientSaturated: Diagnostic = {
  code: 'load-client-saturated',
  find: (figures) => {
    const { load, loadHosts } = figures;
    const advice = loadHosts.length > 0 ? OF_AGENTS : hasForeignLoad(figures) ? DISTURBED : OF_THIS_HOST;
    return load.mode.arrivals === 'open' ? lateClient(load, advice) : busyClient(load, advice);
  },
};

/** Advice about a load process that has too much to do, and about one that gets no core. */
interface Advice {
  readonly busy: string;
  readonly waiting: string;
}

const OF_THIS_HOST: Advice = {
  busy: 'give the load more processes (--load-processes) or cores of its own (--cpus)',
  waiting: 'give the load cores of its own (--cpus), or use fewer --workers',
};
/** More load processes are of no use while other programs keep the cores. */
const STOP_OTHERS = 'other programs used the cores; stop them, and measure again';
const DISTURBED: Advice = { busy: STOP_OTHERS, waiting: STOP_OTHERS };
const OF_AGENTS: Advice = {
  busy: 'use more --agents, or give each more processes (--load-processes)',
  waiting: 'use more --agents, or stop what else runs on their hosts',
};

/** An event loop counts as busy while its process waits for a core amid its work, but as idle if it waits before it. */
function busyClient(load: LoadFigures, advice: Advice): Finding | null {
  const { clientUtilization, clientWaitShare, processes } = load;
  const isBusy = clientUtilization >= BUSY_SHARE;
  if (!isBusy && (clientWaitShare ?? 0) < WAIT_SHARE) return null;
  return {
    text: `a load process ${isBusy ? 'was busy' : 'waited for a core'}, and may have held the target back: ${isBusy ? advice.busy : advice.waiting}`,
    numbers: {
      clientUtilization,
      ...(clientWaitShare === null ? {} : { clientWaitShare }),
      loadProcesses: processes,
    },
  };
}

/** lateClient judges an open loop, whose client spins to be on time: being busy means nothing, being late does. */
function lateClient(
  { sendDelayP99Ms, latency: { p99 }, processes }: LoadFigures,
  advice: Advice,
): Finding | null {
  if (sendDelayP99Ms === null || sendDelayP99Ms < Math.max(LATE_MS, LATE_SHARE * p99)) return null;
  return {
    text: `the load client sent requests late, and its lateness is part of their latencies: ${advice.busy}`,
    numbers: { sendDelayP99Ms, p99Ms: p99, loadProcesses: processes },
  };
}
