/** From the first request to the window: the target warms up, and an open loop finds its rate. */
import { TargetError } from '../../targets/topology.ts';
import { monotonicMs, until } from '../host/clock.ts';
import type { Load } from '../load/load.ts';
import type { Objective, Rate } from '../load/rate.ts';
import { measureThroughput, seekCapacity, settleMs } from '../load/seek.ts';
import type { Search, Stage } from '../records/run.ts';
import { warmUpLevel } from '../stats/stages.ts';
import type { Phase } from './phase.ts';

/** Pacing says how to find the rate of an open loop. */
export interface Pacing {
  /** `objective`: the highest rate that keeps this objective. */
  readonly rate: Rate | { readonly kind: 'objective'; readonly objective: Objective };
  readonly arrivals: 'fixed' | 'poisson';
  readonly seed: number;
  /**
   * The cell's throughput in a closed loop, from an earlier trial, so that all trials use the same rate. Null in the
   * first trial.
   */
  readonly maximum: number | null;
  readonly onMaximum: (throughput: number) => void;
}

export interface WarmUp {
  readonly warmupSeconds: number;
  readonly durationSeconds: number;
  /** Delay of the app's simulated database; null if only the app knows it. */
  readonly delayMs: number | null;
  readonly pacing: Pacing | null;
  /** Load over the window; empty if it is constant. */
  readonly stages: readonly Stage[];
  /** Shortest lead time for announcing a window. */
  readonly leadMs: number;
  readonly onPhase: (phase: Phase) => void;
  readonly signal: AbortSignal;
}

export interface WarmedUp {
  /** The search for a rate that keeps the objective; null if there was none. */
  readonly search: Search | null;
  /** When the target has settled, on the monotonic clock. A window may be announced before, and begin then. */
  readonly settledMs: number;
}

/** A maximum measured over less time than this is noise. */
const LEAST_MAXIMUM_MS = 500;
/** Connections that start together get their responses together. The maximum must cover a few of these bursts. */
const DELAYS_OF_MAXIMUM = 5;

/**
 * Loads the target until it has settled.
 *
 * A rate that the user gave is sent from the beginning. Otherwise an open loop first measures the target's maximum in a
 * closed loop, over the second half of the warm-up, and finds the rate.
 *
 * @returns as soon as only waiting is left
 * @throws {TargetError} if no rate keeps the objective
 */
export async function warmUp(load: Load, plan: WarmUp): Promise<WarmedUp> {
  const { warmupSeconds, durationSeconds, pacing, leadMs, onPhase, signal } = plan;
  const warmupMs = warmupSeconds * 1_000;
  if (plan.stages.length > 0) return warmUpForStages(load, plan);
  if (!pacing) return { search: null, settledMs: monotonicMs() + warmupMs };
  const { rate, arrivals, seed } = pacing;
  const settleForMs = settleMs(durationSeconds);
  if (rate.kind === 'absolute') {
    // The user's rate is not exceeded: others may use the target too, and each request may leave data behind.
    await load.pace({ arrivals, seed, rate: rate.perSecond });
    return { search: null, settledMs: monotonicMs() + Math.max(warmupMs, settleForMs) };
  }
  const fromMs = monotonicMs() + Math.max(warmupMs / 2, leadMs);
  const lengthMs = Math.max(warmupMs / 2, LEAST_MAXIMUM_MS, DELAYS_OF_MAXIMUM * (plan.delayMs ?? 0));
  const maximum = pacing.maximum ?? (await measureThroughput(load, fromMs, lengthMs));
  await until(fromMs + lengthMs, signal);
  if (maximum === 0) {
    const reason = 'no correct response arrived in the closed loop that measures the maximum';
    throw new TargetError({ reason, lastLines: [] });
  }
  pacing.onMaximum(maximum);
  if (rate.kind === 'share') return settle(rate.share * maximum, null);
  onPhase('seeking');
  const search = await seekCapacity(load, rate.objective, {
    maximum,
    windowMs: 1_000 * durationSeconds,
    settleForMs,
    arrivals: { arrivals, seed },
    signal,
  });
  if (search.rate === 0) throw new TargetError({ reason: describeFailedSearch(search), lastLines: [] });
  return settle(search.rate, search);

  async function settle(perSecond: number, search: Search | null): Promise<WarmedUp> {
    await load.pace({ arrivals, seed, rate: perSecond });
    return { search, settledMs: monotonicMs() + settleForMs };
  }
}

/** Time to announce a window that cannot be repeated. The target is at rest meanwhile. */
const STAGES_LEAD_MS = 500;

/**
 * Loads the target at the first level above 0, so that its code is compiled but it has not met a higher level, and then
 * lets it rest: the first stage begins with nothing in flight.
 */
async function warmUpForStages(
  load: Load,
  { stages, pacing, warmupSeconds, signal }: WarmUp,
): Promise<WarmedUp> {
  if (pacing) {
    const { arrivals, seed } = pacing;
    await load.pace({ arrivals, seed, rate: warmUpLevel(stages) });
  }
  await until(monotonicMs() + warmupSeconds * 1_000, signal);
  await load.rest();
  return { search: null, settledMs: monotonicMs() + STAGES_LEAD_MS };
}

function describeFailedSearch({ objective, steps }: Search): string {
  const last = steps.at(-1);
  const at = last ? ` (${last.rate.toFixed(0)} requests per second: ${last.latencyMs?.toFixed(1)} ms)` : '';
  return `no rate keeps p${objective.percentile} below ${objective.limitMs} ms${at}: set another limit with --slo`;
}
