/** What must be known before an open loop can be paced: the most that a target answers, and what it answers in time. */
import { monotonicMs } from '../host/clock.ts';
import type { LoadFigures, Search } from '../records/run.ts';
import { fallsShort } from '../stats/answered.ts';
import { searchStepMs } from '../stats/search-step.ts';
import type { Pace } from './driver.ts';
import { latencyWithFailures } from './histogram.ts';
import type { Load } from './load.ts';
import type { Objective } from './rate.ts';
import { measureWithRetry } from './retry-late-window.ts';

type Arrivals = Omit<Pace, 'rate'>;

const LONGEST_SETTLE_MS = 1_000;

/** From a new rate on until queues are those of that rate; where windows are short, rests are too. */
export function settleMs(durationSeconds: number): number {
  return Math.min(LONGEST_SETTLE_MS, 250 * durationSeconds);
}
/** The search ends when its interval is this narrow, as a share of its upper end. */
const SEARCH_PRECISION = 0.02;
const MOST_STEPS = 16;
/** A rate is kept if all but this share of the requests that were due, or all that the percentile needs, are answered. */
const MISSED_SHARE = 0.01;
/** First guess: most targets keep an objective worth having up to about here. */
const FIRST_SHARE = 0.8;
/** A closed loop's throughput is the most of a target, but for noise: one that keeps more is asked for this much more. */
const RAISE = 1.25;
/** So close to the limit, in latency, or to the other end of the interval, in rate, a short look may be wrong. */
const CLOSE_LATENCY = 1.25;
const CLOSE_RATE = 0.1;

/** Throughput of the closed loop that is under way, requests per second, over so long from an instant to come. */
export async function measureThroughput(load: Load, fromMs: number, lengthMs: number): Promise<number> {
  return (await measureWithRetry(load, fromMs, lengthMs)).throughput;
}

/**
 * The highest rate that keeps an objective, by bisection between 0 and what the closed loop reached, or from there on
 * upward until one does not keep it.
 *
 * @param maximum throughput of the closed loop, requests per second
 * @param windowMs of the trial, by which the length of a step goes
 * @returns with `rate` 0 where none was kept
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
    /** Before each window. */
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

/** How long a rate is looked at: a part of the trial's window, or as long as that. A queue that grows slowly takes its time. */
type Look = 'short' | 'full';
type Step = Search['steps'][number];

/** @param measure what a rate gives; handed in, so that a test can be a target of known capacity */
export async function bisect(
  objective: Objective,
  maximum: number,
  measure: (rate: number, look: Look) => Promise<LoadFigures>,
): Promise<Search> {
  const steps: Step[] = [];
  const confirmed = new Set<number>();
  /** Of short looks, once a whole one took back what such a one had kept. */
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

/** Below one that was not kept: what a short look kept, a whole one may take back. */
function highestKept(steps: readonly Step[], high: number | null): number {
  const kept = steps.filter((step) => step.kept && (high === null || step.rate < high));
  return Math.max(0, ...kept.map(({ rate }) => rate));
}

/** Null where the interval is narrow, and its lower end was looked at as long as the trial's window will. */
function nextRate(at: {
  readonly low: number;
  readonly high: number | null;
  readonly rate: number;
  readonly maximum: number;
  readonly isConfirmed: boolean;
  readonly shortLooksErr: boolean;
}): number | null {
  const { low, high, rate, maximum, isConfirmed, shortLooksErr } = at;
  // What was measured as the most is tried itself, and passed where it is kept.
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
