/** The rules of a comparison, apart from its records. */
import type { GateRule } from '../records/gate.ts';
import { meansCell } from '../records/means-cell.ts';
import { ASSUMED_RUN_SPREAD } from '../stats/inference.ts';

/** A default ratio, and exceptions from it. */
export interface Limits {
  readonly usual: number;
  readonly special: readonly SpecialLimit[];
}

export interface SpecialLimit {
  /** null: every metric. */
  readonly metric: string | null;
  /** A name that `meansCell` matches; null: every cell. */
  readonly cell: string | null;
  readonly ratio: number;
}

export interface CompareOptions {
  readonly minEffect: Limits;
  readonly threshold: Limits;
  readonly gates: readonly GateRule[];
  readonly acrossHosts: boolean;
  /**
   * Assumed standard deviation of the logs between runs of one side, where there are too few runs to measure it.
   */
  readonly runSpread: number;
  /** Maximum probability that the whole comparison reports a change where there is none. */
  readonly alpha: number;
  readonly confidence: number;
}

export const defaultCompareOptions: CompareOptions = {
  minEffect: { usual: 0.02, special: [] },
  threshold: { usual: 0.05, special: [] },
  gates: [],
  acrossHosts: false,
  runSpread: ASSUMED_RUN_SPREAD,
  alpha: 0.01,
  confidence: 0.99,
};

/**
 * The most specific limit: for the named cell, then for a matching pattern, then for the metric, then the default.
 * A limit that also names the metric comes before one that does not. The last one wins among equals.
 */
export function limitFor(limits: Limits, metric: string, cell: string): number {
  const fits = limits.special.filter(
    (one) =>
      (one.metric === null || one.metric === metric) && (one.cell === null || meansCell(one.cell, cell)),
  );
  const weight = (one: SpecialLimit) =>
    (one.cell === null ? 0 : one.cell.includes('*') ? 2 : 4) + (one.metric === null ? 0 : 1);
  return fits.toSorted((a, b) => weight(a) - weight(b)).at(-1)?.ratio ?? limits.usual;
}
