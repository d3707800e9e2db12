import { REFUSED_PAUSE_MS } from '../../load/load-client.ts';
import type { LoadFigures } from '../../records/run.ts';
import type { Diagnostic, Finding } from '../diagnostic.ts';

/**
 * A hundred times the effect of the client's own time between two requests: that was 0.0001 in 126 trials, disturbed
 * ones included.
 */
const TOLERANCE = 0.01;
/** Timers are late in a client that is busy with refused connections. */
const LATE_PAUSES = 2;

/**
 * Little's law: throughput x mean latency = mean number of requests in flight (Little, "A Proof for the Queuing
 * Formula L = lambda W", 1961).
 *
 * A closed loop always has as many requests in flight as connections: the next one, with the opening of its
 * connection if it needs one, begins when the last one has ended. In every loop the two sides must agree. They are
 * counted separately: one over the requests that ended, the other over those in flight at each instant.
 */
export const littlesLaw: Diagnostic = {
  code: 'littles-law',
  find: ({ load }) => (isFull(load) ? connectionsIdle(load) : null) ?? timeMissing(load),
};

/** isFull says whether every connection should have a request in flight: in a closed loop without stages or pauses. */
function isFull({ mode, phases, iterations }: LoadFigures): boolean {
  return mode.arrivals === 'closed' && phases.length === 0 && iterations === null;
}

/** connectionsIdle allows for refused connections, which pause with nothing in flight before they try again. */
function connectionsIdle({ meanInFlight, connections, errors, windowSeconds }: LoadFigures): Finding | null {
  const ratio = meanInFlight / connections;
  const pausing = (errors.connect * LATE_PAUSES * REFUSED_PAUSE_MS) / 1_000 / windowSeconds / connections;
  if (ratio <= 1 + TOLERANCE && ratio >= 1 - TOLERANCE - pausing) return null;
  return {
    text: 'not every connection had one request in flight, as in a closed loop: the client was held up, or the app closes connections, or requests are missing; distrust the trial',
    numbers: { ratio, meanInFlight, connections },
  };
}

function timeMissing(load: LoadFigures): Finding | null {
  // Report requests that hang until their timeout, do not excuse them.
  const missing = requestTimeMissing(load, {
    tolerance: TOLERANCE,
    longestAcrossMs: load.followedCorrectMaxMs,
  });
  if (missing === null) return null;
  const { accounted, meanInFlight } = missing;
  return {
    text: 'throughput x mean latency is not the number of requests in flight: some hang forever, or are missing from the figures; distrust the percentiles',
    numbers: { ratio: accounted / meanInFlight, meanInFlight, accounted },
  };
}

/**
 * requestTimeMissing returns both sides of the law if they differ: requests in flight by their times, and as counted
 * at each instant. It is null if they agree. A failed request has no latency, but was in flight too.
 *
 * @param rule `tolerance`: share by which they may differ; `longestAcrossMs`: longest request across the window's end
 */
export function requestTimeMissing(
  load: LoadFigures,
  rule: { readonly tolerance: number; readonly longestAcrossMs: number },
): { readonly accounted: number; readonly meanInFlight: number } | null {
  const { completed, latency, failedTime, meanInFlight, inFlightAtStart, unfinished, windowSeconds } = load;
  const accounted = (completed * latency.mean + failedTime.sumMs) / 1_000 / windowSeconds;
  const longestMs = Math.max(latency.max, failedTime.maxMs, rule.longestAcrossMs);
  // A request across an end of the window counts on both sides, with different parts of its time.
  const acrossEnds = (Math.max(inFlightAtStart, unfinished) * longestMs) / 1_000 / windowSeconds;
  if (Math.abs(accounted - meanInFlight) <= rule.tolerance * meanInFlight + acrossEnds) return null;
  return { accounted, meanInFlight };
}
