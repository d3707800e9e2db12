/**
 * Compares two sides of independent runs: trials within runs, runs within a side, all as logarithms.
 *
 * A trial's log is side + run + trial. Each run has an offset of its own (the host, its neighbours, the memory
 * layout) that all of its trials share and more trials do not average out. The estimate is the difference of the
 * sides' means of run means. Its variance is the variance of runs divided by their number, plus that of trials
 * divided by theirs.
 */
import { DEFAULT_CONFIDENCE, type Inference, inferenceOf } from './inference.ts';
import { countsOf, errorOf, type RunLogs, runLogsOf, type Sides, spreadsOf } from './sides-error.ts';
import { mean } from './summary.ts';

export interface SidesInference extends Inference {
  /** Standard deviation of logs between runs of a side, beyond what their trials and their drift explain. */
  readonly runSpread: { readonly value: number; readonly source: 'measured' | 'assumed' };
}

/** Runs are one side: one row per run, one figure per trial. */
export type Runs = readonly (readonly number[])[];

export interface SidesOptions {
  /** Standard deviation of logs between runs of one side, as a ratio. */
  readonly assumedRunSpread: number;
  /** Confidence of the interval; 0.99 by default. */
  readonly confidence?: number;
}

/**
 * compareSides returns the change from `base` to `head`, with its test and interval; `sides-error.ts` has the
 * standard error.
 *
 * @param base rows are runs, values positive and finite; runs without figures are left out
 * @returns null if a side has no figure, a figure is not positive, or the spread is unknown: one run of one trial on
 * each side
 */
export function compareSides(base: Runs, head: Runs, options: SidesOptions): SidesInference | null {
  const sides = [runLogsOf(base), runLogsOf(head)] as const;
  if (!sides.every(isUsable)) return null;
  const spreads = spreadsOf(sides, options.assumedRunSpread);
  if (spreads === null) return null;
  const error = errorOf(countsOf(sides), spreads);
  return {
    ...inferenceOf(logRatioOf(sides), error, options.confidence ?? DEFAULT_CONFIDENCE),
    runSpread: {
      value: Math.sqrt(spreads.run),
      source: sides.flat().length > 2 ? 'measured' : 'assumed',
    },
  };
}

/** logRatioOf is ln(head / base): the difference of the means of run means. */
export function logRatioOf([base, head]: Sides<readonly RunLogs[]>): number {
  return mean(head.map((run) => run.mean)) - mean(base.map((run) => run.mean));
}

function isUsable(runs: readonly RunLogs[]): boolean {
  return runs.length > 0 && runs.every((run) => Number.isFinite(run.mean) && Number.isFinite(run.squares));
}
