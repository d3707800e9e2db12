/** What must be known before an open loop can be paced: the most that a target answers, and what it answers in time. */
import { monotonicMs } from '../observe/clock.ts';
import type { LoadFigures, Search } from '../record.ts';
import { fallsShort } from '../stats/answered.ts';
import { searchStepMs } from '../stats/search-step.ts';
import type { Pace } from './driver.ts';
import { inTime } from './in-time.ts';
import { latencyWithFailures } from './latency-with-failures.ts';
import type { Load } from './load.ts';
import type { Objective } from './rate.ts';

type Arrivals = Omit<Pace, 'rate'>;

const LONGEST_SETTLE_MS = 1_000;

/** From a new rate on until queues are those of that rate; where windows are short, rests are too. */
export function settleMs(durationSeconds: number): number {
  return Math.min(LONGEST_SETTLE_MS, 250 * durationSeconds);
}
/** The search ends when its interval is this narrow, as a share of its upper end. */
const SEARCH_PRECISION = 0.02;
const MOST_STEPS = 12;
/** A rate is kept if all but this share of the requests that were due, or all that the percentile needs, are answered. */
const MISSED_SHARE = 0.01;
/** So close to the limit the most of three looks counts: one false answer, either way, would mislead all further steps. */
const CLOSE_SHARE = 1.25;
/** First guess: most targets keep an objective worth having up to about here. */
const FIRST_SHARE = 0.8;
/** A closed loop's throughput is the most of a target, but for noise: one that keeps more is asked for this much more. */
const RAISE = 1.25;

/** Throughput of the closed loop that is under way, requests per second, over so long from an instant to come. */
export async function measureThroughput(load: Load, fromMs: number, lengthMs: number): Promise<number> {
  const measureFrom = (fromMs: number) => load.measure({ fromMs, toMs: fromMs + lengthMs });
  return (await inTime(fromMs, measureFrom)).throughput;
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
    restMs,
    arrivals,
    signal,
  }: {
    readonly maximum: number;
    readonly windowMs: number;
    /** Before each window. */
    readonly restMs: number;
    readonly arrivals: Arrivals;
    readonly signal: AbortSignal;
  },
): Promise<Search> {
  return bisect(objective, maximum, async (rate) => {
    await load.pace({ ...arrivals, rate });
    const fromMs = monotonicMs() + restMs;
    signal.throwIfAborted();
    const stepMs = searchStepMs(rate, objective.percentile, windowMs);
    return inTime(fromMs, (fromMs) => load.measure({ fromMs, toMs: fromMs + stepMs }));
  });
}

/** @param measure what a rate gives; handed in, so that a test can be a target of known capacity */
export async function bisect(
  objective: Objective,
  maximum: number,
  measure: (rate: number) => Promise<LoadFigures>,
): Promise<Search> {
  const steps: Search['steps'] = [];
  let low = 0;
  let high: number | null = null;
  let rate = FIRST_SHARE * maximum;
  while (steps.length < MOST_STEPS) {
    const look = async () => ({ rate, ...judged(await measure(rate), objective) });
    const step = await mostOfThree(look, (step) => isClose(step, objective));
    steps.push(step);
    if (step.kept) low = rate;
    else high = rate;
    if (high !== null && high - low <= SEARCH_PRECISION * high) break;
    // What was measured as the most is tried itself, and passed where it is kept.
    if (high === null) rate = rate < maximum ? maximum : RAISE * rate;
    else rate = (low + high) / 2;
  }
  return { objective: { ...objective }, rate: low, low, high, steps };
}

type Step = Search['steps'][number];

function judged(load: LoadFigures, { percentile, limitMs }: Objective): Omit<Step, 'rate'> {
  const latencyMs = latencyWithFailures(load, percentile);
  const missedShare = Math.min(MISSED_SHARE, 1 - percentile / 100);
  const kept = latencyMs !== null && latencyMs < limitMs && !fallsShort(load, missedShare);
  return { achieved: load.throughput, latencyMs, kept };
}

/** What two of at most three looks agree on; of a step that is not close one look decides. */
async function mostOfThree(look: () => Promise<Step>, isClose: (step: Step) => boolean): Promise<Step> {
  const first = await look();
  if (!isClose(first)) return first;
  const second = await look();
  return second.kept === first.kept ? second : look();
}

function isClose({ kept, latencyMs }: Step, { limitMs }: Objective): boolean {
  if (latencyMs === null) return false;
  return kept ? latencyMs > limitMs / CLOSE_SHARE : latencyMs < CLOSE_SHARE * limitMs;
}
