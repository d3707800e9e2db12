/** The figures of one cell over its trials. Nothing here mixes trials of different cells. */
import {
  type Cell,
  type CoresByRole,
  errorKinds,
  type FailedTrial,
  type LoadErrors,
  type Model,
  type OkTrial,
  type Trial,
} from '../harness/records/run.ts';
import { usualMetric } from '../harness/stats/metrics/index.ts';
import type { Metric } from '../harness/stats/metrics/metric.ts';
import { type PercentileKey, percentileMs, perPercentile } from '../harness/stats/percentiles.ts';
import { scoreOf } from '../harness/stats/score.ts';
import { serviceMemoryBytes } from '../harness/stats/service-memory.ts';
import { mean, sum } from '../harness/stats/summary.ts';
import { type Estimate, estimate } from './estimate.ts';

export interface CellResult {
  readonly cell: Cell;
  /** The metric that decides in its scenario. */
  readonly metric: Metric;
  /** Number of trials that were planned. */
  readonly planned: number;
  readonly ok: readonly OkTrial[];
  readonly failed: readonly FailedTrial[];
  /** Null where no trial gave figures. */
  readonly figures: CellFigures | null;
}

/** Means over trials, but for the errors. */
export interface CellFigures {
  /** The scenario's metric; null where a trial has no figure of it. */
  readonly score: Estimate | null;
  /** Requests per second, whatever the scenario's metric is. */
  readonly throughput: Estimate;
  /** Milliseconds, of each trial's percentile; null where a trial has too few responses for it. */
  readonly latency: Readonly<Record<PercentileKey, Estimate | null>>;
  /** Sums over trials. */
  readonly errors: LoadErrors;
  /** Percent of the host. */
  readonly cpuBusy: number;
  /** In cores. */
  readonly coresByRole: CoresByRole;
  /** Resident memory of workers, primary and whatever else the app runs, without its launcher; null where one is unknown. */
  readonly memoryBytes: number | null;
  /** Requests per second that the model predicts, and the CPU time that it rests on; null where it does not apply. */
  readonly model: {
    readonly serviceMs: number;
    readonly sharedQueue: number;
    readonly perWorker: number;
  } | null;
  /** The trial with the median throughput, which charts over time show. Never a mixture of trials. */
  readonly typical: OkTrial;
}

/** @param trials of this cell alone, in any order */
export function cellResult(
  about: Pick<CellResult, 'cell' | 'metric' | 'planned'>,
  trials: readonly Trial[],
): CellResult {
  const ok = trials.filter((trial) => trial.status === 'ok').toSorted((a, b) => a.trial - b.trial);
  const failed = trials.filter((trial) => trial.status === 'failed').toSorted((a, b) => a.trial - b.trial);
  const planned = Math.max(about.planned, trials.length);
  return { ...about, planned, ok, failed, figures: cellFigures(ok, about) };
}

function cellFigures(
  trials: readonly OkTrial[],
  { cell, metric }: Pick<CellResult, 'cell' | 'metric'>,
): CellFigures | null {
  const throughput = scoreEstimate(trials, usualMetric, cell);
  const typical = medianTrial(trials);
  if (throughput === null || typical === null) return null;
  return {
    score: scoreEstimate(trials, metric, cell),
    throughput,
    typical,
    latency: perPercentile(({ percent }) => estimate(trials.map(({ load }) => percentileMs(load, percent)))),
    errors: perKey(errorKinds, (key) => sum(trials.map(({ load }) => load.errors[key]))),
    cpuBusy: mean(trials.map(({ cpu }) => cpu.busy)),
    coresByRole: {
      ...perKey(ROLES, (key) => mean(trials.map(({ cpu }) => cpu.coresByRole[key]))),
      target: meanUnlessUnknown(trials.map(({ cpu }) => cpu.coresByRole.target)),
    },
    memoryBytes: estimate(trials.map((trial) => serviceMemoryBytes(trial, cell)))?.mean ?? null,
    model: meanModel(trials.flatMap(({ model }) => model ?? [])),
  };
}

function meanUnlessUnknown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : mean(known);
}

function scoreEstimate(trials: readonly OkTrial[], metric: Metric, cell: Cell): Estimate | null {
  const score = scoreOf(trials, metric, cell);
  return score && { ...score, mean: mean(score.values) };
}

const ROLES = ['primary', 'proxy', 'service', 'load', 'harness', 'other'] as const;

function perKey<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
}

/** The lower one of the two in the middle where their number is even. */
function medianTrial(trials: readonly OkTrial[]): OkTrial | null {
  const sorted = trials.toSorted((a, b) => a.load.throughput - b.load.throughput);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

function meanModel(trials: readonly Model[]): CellFigures['model'] {
  if (trials.length === 0) return null;
  return {
    serviceMs: mean(trials.map(({ serviceMs }) => serviceMs)),
    sharedQueue: mean(trials.map(({ sharedQueue }) => sharedQueue.throughput)),
    perWorker: mean(trials.map(({ perWorker }) => perWorker.throughput)),
  };
}

/** Errors of every kind together. */
export function errorTotal(errors: LoadErrors): number {
  return sum(Object.values(errors));
}
