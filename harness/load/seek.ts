/**
 * Measures what an open loop's pace depends on: the target's maximum throughput, and the highest rate that keeps an
 * objective.
 */
import { monotonicMs } from '../host/clock.ts';
import type { LoadFigures, Search } from '../records/run.ts';
import { searchStepMs } from '../stats/search-step.ts';
import { fallsShort } from '../stats/shortfall.ts';
import { latencyWithFailures } from './histogram.ts';
import type { Load } from './load.ts';
import type { Pace } from './load-client.ts';
import type { Objective } from './rate.ts';
import { measureWithRetry } from './retry-late-window.ts';

type Arrivals = Omit<Pace, 'rate'>;

const LONGEST_SETTLE_MS = 1_000;

/** settleMs returns the time after a change of rate until the queues have adapted. It is shorter for short windows. */
export function settleMs(durationSeconds: number): number {
  return Math.min(LONGEST_SETTLE_MS, 250 * durationSeconds);
}
/** The search ends when its interval is this narrow, as a share of its upper end. */
const SEARCH_PRECISION = 0.02;
const MOST_STEPS = 16;
/**
 * A rate is kept only if no more than this share of the due requests goes unanswered, or less if the percentile needs
 * it.
 */
const MISSED_SHARE = 0.01;
/** First guess: most targets keep a reasonable objective up to about here. */
const FIRST_SHARE = 0.8;
/**
 * A closed loop's throughput is the target's maximum, apart from noise. If that rate is kept, the next one is higher
 * by this factor.
 */
const RAISE = 1.25;
/**
 * A short look may be wrong if the latency is this close to the limit, or the rate this close to the other end of the
 * interval.
 */
const CLOSE_LATENCY = 1.25;
const CLOSE_RATE = 0.1;

/**
 * measureThroughput returns the throughput of the running closed loop over a window that begins in the future, in what
 * a rate counts: iterations per second of a script, else requests per second.
 */
export async function measureThroughput(load: Load, fromMs: number, lengthMs: number): Promise<number> {
  const { iterations, throughput } = await measureWithRetry(load, fromMs, lengthMs);
  return iterations?.perSecond ?? throughput;
}

/**
 * seekCapacity finds the highest rate that keeps an objective: by bisection between 0 and the throughput of the
 * closed loop, or above it until a rate is not kept.
 *
 * @param maximum throughput of the closed loop, in requests per second
 * @param windowMs length of the trial's window, which determines the length of a step
 * @returns with `rate` 0 if no rate was kept
 */
export async function seekCapacity(
  load: Load,
  objective: Objective,
  {
    maximum,
    windowMs,
    settleForMs,
    arrivals,
    signal,
  }: {
    readonly maximum: number;
    readonly windowMs: number;
    /** Time to settle before each window. */
    readonly settleForMs: number;
    readonly arrivals: Arrivals;
    readonly signal: AbortSignal;
  },
): Promise<Search> {
  return bisect(objective, maximum, async (rate, look) => {
    await load.pace({ ...arrivals, rate });
    const fromMs = monotonicMs() + settleForMs;
    signal.throwIfAborted();
    const lengthMs = look === 'full' ? windowMs : searchStepMs(rate, objective.percentile, windowMs);
    return measureWithRetry(load, fromMs, lengthMs);
  });
}

/** searchedFrom returns the throughput of the closed loop that a search began with; null if it tried no rate. */
export function searchedFrom({ steps }: Pick<Search, 'steps'>): number | null {
  const [first] = steps;
  return first === undefined ? null : first.rate / FIRST_SHARE;
}

/** How long a rate is measured: for a part of the trial's window, or for all of it, since a queue may grow slowly. */
type Look = 'short' | 'full';
type Step = Search['steps'][number];

/** @param measure returns the figures at a rate; passed in, so that a test can simulate a target of known capacity */
export async function bisect(
  objective: Objective,
  maximum: number,
  measure: (rate: number, look: Look) => Promise<LoadFigures>,
): Promise<Search> {
  const steps: Step[] = [];
  const confirmed = new Set<number>();
  /** Set when a full look reversed the result of a short one. */
  let shortLooksErr = false;
  let low = 0;
  let high: number | null = null;
  for (let rate: number | null = FIRST_SHARE * maximum; rate !== null && steps.length < MOST_STEPS; ) {
    let look: Look = shortLooksErr || (high !== null && high - low <= CLOSE_RATE * high) ? 'full' : 'short';
    let step: Step = { rate, ...judged(await measure(rate, look), objective) };
    if (look === 'short' && isClose(step, objective)) {
      look = 'full';
      step = { rate, ...judged(await measure(rate, look), objective) };
    }
    shortLooksErr ||= !step.kept && rate === low;
    steps.push(step);
    if (!step.kept) high = rate;
    else if (look === 'full') confirmed.add(rate);
    low = highestKept(steps, high);
    rate = nextRate({ low, high, rate, maximum, isConfirmed: confirmed.has(low), shortLooksErr });
  }
  return { objective: { ...objective }, rate: low, low, high, steps };
}

/** Returns the highest kept rate below the lowest one that was not: a full look may reverse a short one. */
function highestKept(steps: readonly Step[], high: number | null): number {
  const kept = steps.filter((step) => step.kept && (high === null || step.rate < high));
  return Math.max(0, ...kept.map(({ rate }) => rate));
}

/** Returns null if the interval is narrow, and its lower end was measured for as long as the trial's window. */
function nextRate(at: {
  readonly low: number;
  readonly high: number | null;
  readonly rate: number;
  readonly maximum: number;
  readonly isConfirmed: boolean;
  readonly shortLooksErr: boolean;
}): number | null {
  const { low, high, rate, maximum, isConfirmed, shortLooksErr } = at;
  // Try the measured maximum itself, and go above it if it is kept.
  if (high === null) return rate < maximum ? maximum : RAISE * rate;
  const needsFullLook = low > 0 && !isConfirmed;
  if (high - low > SEARCH_PRECISION * high && !(needsFullLook && shortLooksErr)) return (low + high) / 2;
  return needsFullLook ? low : null;
}

function judged(load: LoadFigures, { percentile, limitMs }: Objective): Omit<Step, 'rate'> {
  const latencyMs = latencyWithFailures(load, percentile);
  const missedShare = Math.min(MISSED_SHARE, 1 - percentile / 100);
  const kept = latencyMs !== null && latencyMs < limitMs && !fallsShort(load, missedShare);
  return { achieved: load.throughput, latencyMs, kept };
}

function isClose({ kept, latencyMs }: Step, { limitMs }: Objective): boolean {
  if (latencyMs === null) return false;
  return kept ? latencyMs > limitMs / CLOSE_LATENCY : latencyMs < CLOSE_LATENCY * limitMs;
}
