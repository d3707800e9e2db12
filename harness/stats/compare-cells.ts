/**
 * Tells which cells of two single runs differ, all cells together: the host's drift is one for all cells of a run.
 *
 * Each cell is tested in two ways. By itself: its shift against its own noise and the shared drift. Against the others:
 * its shift less what the others say that the host did, which no common drift can fake. docs/statistics.md has both.
 */
import { type CellRuns, sharedDriftOf, shiftOf, togetherOf } from './blocks.ts';
import { type AgainstOthers, againstOthers } from './cell-against-others.ts';
import {
  DEFAULT_CONFIDENCE,
  type EstimateError,
  errorQuantile,
  errorTail,
  type Inference,
  inferenceOf,
} from './inference.ts';
import { countsOf, errorOf, logsOf, spreadsOf } from './sides-error.ts';

export interface CellInference extends Inference {
  /** Variance that the host's drift adds to each run's mean. */
  readonly sharedDrift: number;
  /** How far the cells moved together, as a ratio; null where they did not. */
  readonly movedTogether: number | null;
  /** What no change is judged by: of the cell by itself, the drift as expected. */
  readonly alone: Inference['interval'];
}

export interface CellsOptions {
  /** Standard deviation of logs between runs of one side, as a ratio. */
  readonly assumedRunSpread: number;
  /** Of the intervals; 0.99 unless told. */
  readonly confidence?: number;
}

/** A side of a cell with fewer trials does not tell how they spread. */
export const LEAST_TRIALS = 2;

/**
 * p is the lower one of both tests; that against the others counts only as far as the cell itself moved, for else two
 * cells that are slower would make a third one faster.
 *
 * @param cells two or more, of {@link LEAST_TRIALS} trials or more a side
 */
export function compareCells(cells: readonly CellRuns[], options: CellsOptions): CellInference[] {
  const { assumedRunSpread, confidence = DEFAULT_CONFIDENCE } = options;
  const drift = sharedDriftOf(cells);
  const views = againstOthers(cells, assumedRunSpread, drift.expected);
  const movedTogether = togetherOf(cells, assumedRunSpread);
  return cells.map((cell, at) => {
    const logRatio = shiftOf(cell);
    const errorWith = (shared: number) => aloneError(cell, assumedRunSpread, shared);
    const expected = inferenceOf(logRatio, errorWith(drift.expected), confidence);
    const alone = tailOf(logRatio, errorWith(drift.atMost));
    const view = views[at];
    if (view === undefined) throw new Error('a cell has no view against the others');
    const against = Math.max(tailOf(view.adjusted, view.adjustedError), tailOf(logRatio, view.ownError));
    const isSameWay = Math.sign(view.adjusted) === Math.sign(logRatio);
    const pValue = Math.min(1, 2 * Math.min(alone, isSameWay ? against : 0.5));
    const { low, high } = expected.interval;
    const isByOthers = pValue < 1 - confidence && low <= 0 && high >= 0;
    return {
      ...expected,
      pValue,
      interval: isByOthers ? within(expected.interval, logRatio, view, confidence) : expected.interval,
      alone: expected.interval,
      sharedDrift: drift.expected,
      movedTogether,
    };
  });
}

/** The part of an interval that the test against the others leaves: it leaves 0 out where that test does. */
function within(
  { low, high }: Inference['interval'],
  logRatio: number,
  { adjusted, adjustedError, ownError }: AgainstOthers,
  confidence: number,
): Inference['interval'] {
  const reach = (error: EstimateError) => errorQuantile((1 - confidence) / 2, error);
  const [own, against] = [reach(ownError), reach(adjustedError)];
  return {
    low: Math.max(low, Math.expm1(Math.min(logRatio - own, adjusted - against))),
    high: Math.min(high, Math.expm1(Math.max(logRatio + own, adjusted + against))),
  };
}

/** Half a p-value. */
function tailOf(logRatio: number, error: EstimateError): number {
  return errorTail(Math.abs(logRatio), error);
}

function aloneError(cell: CellRuns, assumedRunSpread: number, sharedDrift: number): EstimateError {
  const [base, head] = cell.map((run) => [logsOf([...run.values()])]);
  const sides = [base ?? [], head ?? []] as const;
  const spreads = spreadsOf(sides, assumedRunSpread, sharedDrift);
  if (spreads === null) throw new RangeError('one trial on each side tells nothing of how they spread');
  return errorOf(countsOf(sides), spreads);
}
