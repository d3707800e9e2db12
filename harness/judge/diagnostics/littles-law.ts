import { REFUSED_PAUSE_MS } from '../../load/driver.ts';
import type { LoadFigures } from '../../records/run.ts';
import type { Diagnostic, Finding } from '../diagnostic.ts';

/** A hundred times what the client's own time between two requests makes: 0.0001 in 126 trials, disturbed ones too. */
const TOLERANCE = 0.01;
/** Timers of a client that is busy with being refused come late. */
const LATE_PAUSES = 2;

/**
 * Throughput x mean latency = requests under way on average (Little, "A Proof for the Queuing Formula L = lambda W",
 * 1961). A closed loop has as many under way as connections, always: the next one begins, be it with the opening of a
 * connection of its own, when the last one has ended. And in every loop both sides, which are counted apart, one over the
 * requests that ended, the other over those under way at each instant, must be the same.
 */
export const littlesLaw: Diagnostic = {
  code: 'littles-law',
  find: ({ load }) => (load.mode.arrivals === 'open' ? null : occupied(load)) ?? timeMissing(load),
};

/** A connection that was refused pauses before it asks again, with nothing under way. */
function occupied({ meanUnderWay, connections, errors, windowSeconds }: LoadFigures): Finding | null {
  const ratio = meanUnderWay / connections;
  const pausing = (errors.connect * LATE_PAUSES * REFUSED_PAUSE_MS) / 1_000 / windowSeconds / connections;
  if (ratio <= 1 + TOLERANCE && ratio >= 1 - TOLERANCE - pausing) return null;
  return {
    text: 'not every connection had one request under way, as a closed loop has: the client was held up, or the app closes connections, or requests are missing; distrust the trial',
    numbers: { ratio, meanUnderWay, connections },
  };
}

function timeMissing(load: LoadFigures): Finding | null {
  // Requests that hang to their timeout are to be named, not excused.
  const missing = requestTimeMissing(load, {
    tolerance: TOLERANCE,
    longestAcrossMs: load.followedCorrectMaxMs,
  });
  if (missing === null) return null;
  const { accounted, meanUnderWay } = missing;
  return {
    text: 'throughput x mean latency is not the number of requests under way: some hang without an end, or are missing from the figures; distrust the percentiles',
    numbers: { ratio: accounted / meanUnderWay, meanUnderWay, accounted },
  };
}

/**
 * Both sides of the law where they differ: requests in flight by their times, and as counted at each instant. Null where
 * they agree. A request that failed has no latency, and was in flight all the same.
 *
 * @param rule `tolerance`: share by which they may differ; `longestAcrossMs`: of the requests across the window's end
 */
export function requestTimeMissing(
  load: LoadFigures,
  rule: { readonly tolerance: number; readonly longestAcrossMs: number },
): { readonly accounted: number; readonly meanUnderWay: number } | null {
  const { completed, latency, failedTime, meanUnderWay, inFlightAtStart, unfinished, windowSeconds } = load;
  const accounted = (completed * latency.mean + failedTime.sumMs) / 1_000 / windowSeconds;
  const longestMs = Math.max(latency.max, failedTime.maxMs, rule.longestAcrossMs);
  // A request across an end of the window is on both sides with different parts of its time.
  const acrossEnds = (Math.max(inFlightAtStart, unfinished) * longestMs) / 1_000 / windowSeconds;
  if (Math.abs(accounted - meanUnderWay) <= rule.tolerance * meanUnderWay + acrossEnds) return null;
  return { accounted, meanUnderWay };
}
