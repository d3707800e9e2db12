/** The interval of the mean that a gate is judged by. */
import type { GateInterval } from '../../records/gate.ts';
import type { Cell, OkTrial } from '../../records/run.ts';
import { meanInterval } from '../../stats/confidence.ts';
import type { Metric } from '../../stats/metrics/metric.ts';
import { scoreOf } from '../../stats/score.ts';
import { mean, sum } from '../../stats/summary.ts';
import { shareInterval } from '../../stats/wilson.ts';

/** Trials of a cell in one run, all with a plausible figure; at least one. */
export interface GatedTrials {
  readonly cell: Cell;
  readonly trials: readonly OkTrial[];
}

export interface GateFigures {
  readonly value: number;
  readonly interval: GateInterval;
  /** One per run, or one per trial of a single run. */
  readonly values: readonly number[];
  /** Smallest half-width that any number of trials can reach; Infinity if a search found no upper end. */
  readonly floor: number;
  /** The interval without what few requests add to that of a share. */
  readonly ofTrials: { readonly low: number; readonly high: number };
}

/**
 * Coefficient of variation that is assumed for shares and counts: near 0 another trial may well have twice as many.
 */
const ASSUMED_VARIATION = 0.5;
/** Standard normal quantile of 0.975. */
const REACH = 1.96;

/**
 * gateFigures is the mean over trials with its 95% interval: Student's t over the trials of a single run, or over the
 * means of several runs, whose trials share what deviates in their run.
 *
 * - A single trial shows no spread. Its interval is as wide as trials of the metric may differ on a quiet host.
 * - No interval is narrower than windows that cut rounds of requests allow. A capacity may be higher by the bracket of
 *   its search.
 * - That of a share also holds the share that so few requests leave possible.
 *
 * @param runs at least one
 */
export function gateFigures(metric: Metric, runs: readonly GatedTrials[]): GateFigures {
  const scores = runs.flatMap(({ trials, cell }) => scoreOf(trials, metric, cell) ?? []);
  const values =
    scores.length === 1 ? scores.flatMap((score) => score.values) : scores.map((score) => mean(score.values));
  const value = mean(values);
  const floor = mean(scores.map((score) => score.floor));
  const measured = meanInterval(values);
  const halfWidth = measured?.halfWidth ?? REACH * (metric.mostVariation ?? ASSUMED_VARIATION) * value;
  const ofTrials = {
    low: Math.max(0, value - (metric.isSought ? halfWidth : Math.max(halfWidth, floor))),
    high: value + (metric.isSought ? halfWidth + floor : Math.max(halfWidth, floor)),
  };
  const ofRequests = requestsInterval(metric, runs) ?? ofTrials;
  const high = Math.max(ofTrials.high, ofRequests.high);
  return {
    value,
    values,
    floor,
    ofTrials,
    interval: {
      low: Math.min(ofTrials.low, ofRequests.low),
      high: Number.isFinite(high) ? high : null,
      source: measured === null ? 'assumed' : 'measured',
    },
  };
}

/** requestsInterval is that of a share over the requests of all trials together; null for other metrics. */
function requestsInterval({ cases }: Metric, runs: readonly GatedTrials[]) {
  if (cases === null) return null;
  const each = runs.flatMap(({ trials }) => trials.map(cases));
  return shareInterval({ seen: sum(each.map(({ seen }) => seen)), of: sum(each.map(({ of }) => of)) });
}
