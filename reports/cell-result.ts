/** What the trials of one cell say together. Only like values meet here: the trials of one and the same cell. */
import {
  type Cell,
  type CoresByRole,
  errorKinds,
  type FailedTrial,
  type LoadErrors,
  type OkTrial,
  type Trial,
} from '../harness/record.ts';
import { mean, median, type Summary, sum, summarize } from '../harness/stats/summary.ts';

export interface CellResult {
  readonly cell: Cell;
  /** The cell's id without scenario and app: `nginx+cluster-8-rr`. */
  readonly setup: string;
  /** Trials that the plan asked for. */
  readonly planned: number;
  readonly ok: readonly OkTrial[];
  readonly failed: readonly FailedTrial[];
  /** Null where no trial gave figures. */
  readonly figures: CellFigures | null;
}

export interface CellFigures {
  /** Requests per second, over trials. */
  readonly throughput: Summary;
  /** Milliseconds: the median over trials of each trial's percentile. */
  readonly latency: Readonly<Record<Percentile, number>>;
  /** Of all trials together. */
  readonly errors: LoadErrors;
  /** Percent of the host, mean over trials. */
  readonly cpuBusy: number;
  /** In cores, mean over trials. */
  readonly coresByRole: CoresByRole;
  /** Resident memory of workers and primary, mean over trials; null where a process did not tell. */
  readonly memoryBytes: number | null;
  /** The trial whose throughput is the median: what charts over time show. Never a mixture of trials. */
  readonly typical: OkTrial;
}

export const PERCENTILES = ['p50', 'p90', 'p99', 'p99_9'] as const;
export type Percentile = (typeof PERCENTILES)[number];

/** @param trials of this cell alone, in any order */
export function cellResult(cell: Cell, setup: string, planned: number, trials: readonly Trial[]): CellResult {
  const ok = trials.filter((trial) => trial.status === 'ok').toSorted((a, b) => a.trial - b.trial);
  const failed = trials.filter((trial) => trial.status === 'failed').toSorted((a, b) => a.trial - b.trial);
  return { cell, setup, planned: Math.max(planned, trials.length), ok, failed, figures: cellFigures(ok) };
}

function cellFigures(trials: readonly OkTrial[]): CellFigures | null {
  const throughput = summarize(throughputs(trials));
  const typical = medianTrial(trials);
  if (throughput === null || typical === null) return null;
  return {
    throughput,
    typical,
    latency: perKey(PERCENTILES, (key) => median(trials.map(({ load }) => load.latency[key]))),
    errors: perKey(errorKinds, (key) => sum(trials.map(({ load }) => load.errors[key]))),
    cpuBusy: mean(trials.map(({ cpu }) => cpu.busy)),
    coresByRole: perKey(ROLES, (key) => mean(trials.map(({ cpu }) => cpu.coresByRole[key]))),
    memoryBytes: meanOrNull(trials.map(memoryBytes)),
  };
}

const ROLES = ['target', 'primary', 'proxy', 'load', 'harness', 'other'] as const;

function perKey<Key extends string>(keys: readonly Key[], value: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, number>;
}

/** The lower one of the two in the middle where their number is even. */
function medianTrial(trials: readonly OkTrial[]): OkTrial | null {
  const sorted = trials.toSorted((a, b) => a.load.throughput - b.load.throughput);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** Null where a process did not tell: less than all of it would pass for all. */
function memoryBytes({ processes, workers, topology }: OkTrial): number | null {
  const sizes = processes.flatMap(({ role, rssBytes }) => (role === 'proxy' ? [] : [rssBytes]));
  const known = sizes.filter((size) => size !== null);
  const expected = workers + (topology === 'cluster' ? 1 : 0);
  return known.length < expected || known.length < sizes.length ? null : sum(known);
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : mean(known);
}

/** Requests per second of each trial. */
export function throughputs(trials: readonly OkTrial[]): number[] {
  return trials.map(({ load }) => load.throughput);
}

/** Errors of every kind together. */
export function errorTotal(errors: LoadErrors): number {
  return sum(Object.values(errors));
}

/** Lowest of the cell's bounds of one kind over its trials, requests per second; null where none was set. */
export function lowestBound({ ok }: CellResult, setBy: OkTrial['bounds'][number]['setBy']): number | null {
  const limits = ok.flatMap(({ bounds }) => bounds.filter((bound) => bound.setBy === setBy));
  return limits.length === 0 ? null : Math.min(...limits.map(({ limit }) => limit));
}
