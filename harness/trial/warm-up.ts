/** From the first request to the window: the target warms up, and an open loop finds its rate. */
import { TargetError } from '../../targets/topology.ts';
import { monotonicMs, until } from '../host/clock.ts';
import type { Load } from '../load/load.ts';
import type { Objective, Rate } from '../load/rate.ts';
import { measureThroughput, seekCapacity, settleMs } from '../load/seek.ts';
import type { Search } from '../records/run.ts';
import type { Phase } from './phase.ts';

/** How the rate of an open loop is found. */
export interface Pacing {
  /** `objective`: the highest rate that keeps it. */
  readonly rate: Rate | { readonly kind: 'objective'; readonly objective: Objective };
  readonly arrivals: 'fixed' | 'poisson';
  readonly seed: number;
  /** Of the cell in a closed loop, from an earlier trial: every trial must be at the same rate. Null in the first. */
  readonly maximum: number | null;
  readonly onMaximum: (throughput: number) => void;
}

export interface WarmUp {
  readonly warmupSeconds: number;
  readonly durationSeconds: number;
  /** Of the app's simulated database; null where only the app knows. */
  readonly delayMs: number | null;
  readonly pacing: Pacing | null;
  /** What a window's announcement takes, at least. */
  readonly leadMs: number;
  readonly onPhase: (phase: Phase) => void;
  readonly signal: AbortSignal;
}

export interface WarmedUp {
  /** The search for a rate that keeps the objective; null where there was none. */
  readonly search: Search | null;
  /** When the target has come to rest, on the monotonic clock: a window may begin, and be announced long before. */
  readonly settledMs: number;
}

/** A maximum over less than this is noise. */
const LEAST_MAXIMUM_MS = 500;
/** Connections that began together are answered together: bursts, of which a few must be in it. */
const DELAYS_OF_MAXIMUM = 5;

/**
 * Loads the target until what is to be measured has come to rest.
 *
 * An open loop first has the target's most in a closed one, over the second half of the warm-up, and its rate found.
 *
 * @returns as soon as nothing is left but to wait
 * @throws {TargetError} where no rate keeps it
 */
export async function warmUp(load: Load, plan: WarmUp): Promise<WarmedUp> {
  const { warmupSeconds, durationSeconds, pacing, leadMs, onPhase, signal } = plan;
  const warmupMs = warmupSeconds * 1_000;
  if (!pacing) return { search: null, settledMs: monotonicMs() + warmupMs };
  const { rate, arrivals, seed } = pacing;
  const settleForMs = settleMs(durationSeconds);
  if (rate.kind === 'absolute') {
    await until(monotonicMs() + warmupMs, signal);
    return settle(rate.perSecond, null);
  }
  const fromMs = monotonicMs() + Math.max(warmupMs / 2, leadMs);
  const lengthMs = Math.max(warmupMs / 2, LEAST_MAXIMUM_MS, DELAYS_OF_MAXIMUM * (plan.delayMs ?? 0));
  const maximum = pacing.maximum ?? (await measureThroughput(load, fromMs, lengthMs));
  await until(fromMs + lengthMs, signal);
  if (maximum === 0) {
    const reason = 'not one correct response came in the closed loop that should tell the maximum';
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

function describeFailedSearch({ objective, steps }: Search): string {
  const last = steps.at(-1);
  const at = last ? ` (${last.rate.toFixed(0)} requests per second: ${last.latencyMs?.toFixed(1)} ms)` : '';
  return `no rate keeps p${objective.percentile} below ${objective.limitMs} ms${at}: --slo names another limit`;
}
