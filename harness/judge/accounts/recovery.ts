/** The effect of an event on the throughput, from the instants at which correct responses arrived. */

/** Seconds of the throughput overlap; each begins this much later than the one before. */
const STEP_MS = 100;
const SECOND_MS = 1_000;
/** Throughput is back once it is within this share of that before. */
const BACK_WITHIN = 0.05;
/** Random arrivals vary: standard deviations of their number in a second that are no loss of throughput. */
const NOISE_DEVIATIONS = 3;

/** Period is a stretch of time on the monotonic clock. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Recovery {
  /** Correct responses per second from the start of the window, or the end of the last event, to this event. */
  readonly throughputBefore: number;
  /** The second with the fewest correct responses. */
  readonly deepest: { readonly fromMs: number; readonly throughput: number };
  /** From the event's start until throughput is back; 0 if it never fell; null if it never came back. */
  readonly seconds: number | null;
}

/**
 * recoveryOf returns null if the throughput before is unknown, or less than a second follows.
 *
 * @param ends instants of correct responses, ascending
 * @param after from the event's start to the next event, or the window's end
 */
export function recoveryOf(ends: Float64Array, before: Period, after: Period): Recovery | null {
  const seconds = (before.toMs - before.fromMs) / SECOND_MS;
  const throughputBefore = countIn(ends, before.fromMs, before.toMs) / seconds;
  if (!(throughputBefore > 0) || after.toMs - after.fromMs < SECOND_MS) return null;
  const least = (1 - BACK_WITHIN) * throughputBefore - NOISE_DEVIATIONS * Math.sqrt(throughputBefore);
  const slots = slidingSeconds(ends, after);
  const deepest = slots.reduce((low, slot) => (slot.throughput < low.throughput ? slot : low));
  const back = slots.find(({ fromMs, throughput }) => fromMs >= deepest.fromMs && throughput >= least);
  const isUndisturbed = deepest.throughput >= least;
  return {
    throughputBefore,
    deepest,
    seconds: isUndisturbed ? 0 : back === undefined ? null : (back.fromMs - after.fromMs) / SECOND_MS,
  };
}

function slidingSeconds(ends: Float64Array, { fromMs, toMs }: Period): Recovery['deepest'][] {
  const count = Math.floor((toMs - fromMs - SECOND_MS) / STEP_MS + 1e-6) + 1;
  return Array.from({ length: count }, (_, index) => {
    const startMs = fromMs + index * STEP_MS;
    return { fromMs: startMs, throughput: countIn(ends, startMs, startMs + SECOND_MS) };
  });
}

/** longestSilence is the longest time, in seconds, without a correct response that reaches into a period. */
export function longestSilence(ends: Float64Array, { fromMs, toMs }: Period): number {
  let lastMs = ends[indexFrom(ends, fromMs) - 1] ?? fromMs;
  let longestMs = 0;
  for (let index = indexFrom(ends, fromMs); index < ends.length; index++) {
    const endMs = ends[index] ?? 0;
    longestMs = Math.max(longestMs, Math.min(endMs, toMs) - lastMs);
    lastMs = endMs;
    if (endMs >= toMs) return longestMs / SECOND_MS;
  }
  return Math.max(longestMs, toMs - lastMs) / SECOND_MS;
}

function countIn(ends: Float64Array, fromMs: number, toMs: number): number {
  return indexFrom(ends, toMs) - indexFrom(ends, fromMs);
}

/** indexFrom is the index of the first instant that is not before `fromMs`. */
function indexFrom(ends: Float64Array, fromMs: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
