/** What must be known before an open loop can be paced: the most that a target answers, and what it answers in time. */
import { monotonicMs, type Window } from '../observe/clock.ts';
import type { LoadFigures, Search } from '../record.ts';
import type { Pace } from './driver.ts';
import type { Load } from './load.ts';
import type { Objective } from './rate.ts';

type Arrivals = Omit<Pace, 'rate'>;

/** From a new rate on until queues are those of that rate. */
export const SETTLE_MS = 1_000;
/** The search ends when its interval is this narrow, as a share of its upper end. */
const SEARCH_PRECISION = 0.02;
const MOST_STEPS = 12;
/** A rate is kept if so many of the requests that were due are answered correctly. */
const ANSWERED_SHARE = 0.99;
/** First guess: most targets keep an objective worth having up to about here. */
const FIRST_SHARE = 0.8;
/** A closed loop's throughput is the most that its connections carry, but for noise. */
const CEILING_SHARE = 1.05;

/** Throughput of the closed loop that is under way, requests per second. @param window that has not begun yet */
export async function measureThroughput(load: Load, window: Window): Promise<number> {
  return (await load.measure(window)).throughput;
}

/**
 * The highest rate that keeps an objective, by bisection between 0 and what the closed loop reached.
 *
 * @param maximum throughput of the closed loop, requests per second
 * @param windowMs each rate is measured over
 * @returns with `rate` 0 where none was kept
 */
export async function seekCapacity(
  load: Load,
  objective: Objective,
  {
    maximum,
    windowMs,
    arrivals,
    signal,
  }: {
    readonly maximum: number;
    readonly windowMs: number;
    readonly arrivals: Arrivals;
    readonly signal: AbortSignal;
  },
): Promise<Search> {
  return bisect(objective, maximum, async (rate) => {
    load.pace({ ...arrivals, rate });
    const fromMs = monotonicMs() + SETTLE_MS;
    signal.throwIfAborted();
    return load.measure({ fromMs, toMs: fromMs + windowMs });
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
    const figures = await measure(rate);
    const step = { rate, ...judged(figures, objective) };
    steps.push(step);
    if (step.kept) low = rate;
    else high = rate;
    const top: number = high ?? CEILING_SHARE * maximum;
    if (top - low <= SEARCH_PRECISION * top) break;
    rate = (low + top) / 2;
  }
  return { objective: { ...objective }, rate: low, low, high, steps };
}

function judged(
  load: LoadFigures,
  { percentile, limitMs }: Objective,
): Omit<Search['steps'][number], 'rate'> {
  const latencyMs = latencyAt(load, percentile);
  const answered = load.completed >= ANSWERED_SHARE * load.sent;
  return { achieved: load.throughput, latencyMs, kept: answered && latencyMs < limitMs };
}

/** @throws where a record does not hold the percentile */
export function latencyAt({ latency }: LoadFigures, percentile: number): number {
  const known: Readonly<Record<number, number>> = {
    50: latency.p50,
    75: latency.p75,
    90: latency.p90,
    95: latency.p95,
    99: latency.p99,
    99.9: latency.p99_9,
  };
  const latencyMs = known[percentile];
  if (latencyMs === undefined) throw new Error(`no record holds percentile ${percentile}`);
  return latencyMs;
}
