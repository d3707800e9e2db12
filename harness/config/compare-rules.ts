/** What a comparison is told beside its records. */
import { fitsPattern } from '../records/star-pattern.ts';
import { ASSUMED_RUN_SPREAD } from '../stats/inference.ts';

/** A ratio, and where another one holds instead. */
export interface Limits {
  readonly usual: number;
  readonly special: readonly SpecialLimit[];
}

export interface SpecialLimit {
  /** Null: whatever the metric. */
  readonly metric: string | null;
  /** A name as {@link meansCell} reads it; null: whatever the cell. */
  readonly cell: string | null;
  readonly ratio: number;
}

/** An absolute limit of the head. */
export interface GateRule {
  /** As it was asked for. */
  readonly text: string;
  /** The flag that asked, for a sentence that refuses it. */
  readonly flag: '--max' | '--min';
  readonly metric: string;
  /** As {@link meansCell} reads it. */
  readonly cell: string;
  readonly sign: '<' | '<=' | '>' | '>=';
  /** In the metric's unit. */
  readonly limit: number;
}

export interface CompareOptions {
  readonly minEffect: Limits;
  readonly threshold: Limits;
  readonly gates: readonly GateRule[];
  readonly acrossHosts: boolean;
  /** Standard deviation of logs between runs of one side, where there are too few runs to measure it. */
  readonly runSpread: number;
  /** Chance, at most, that the whole comparison claims a change where there is none. */
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
 * Whether a name that the user typed means a cell: by its id, or by its setup in whatever scenario and app; `*` in it
 * stands for any part.
 */
export function meansCell(name: string, id: string): boolean {
  const parts = id.split('/');
  return parts.some((_, from) => fitsPattern(name, parts.slice(from).join('/')));
}

/**
 * The limit that holds: that of a cell that is named, else of a pattern that means it, else of the metric, else the
 * usual one; with the metric rather than without. Of equals the one that was said last.
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
