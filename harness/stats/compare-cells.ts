/**
 * Compares the cells of two single runs, all cells together, because they share the host's drift.
 *
 * Each cell is tested in two ways. By itself: its shift against its own noise and the shared drift. Against the
 * others: its shift minus the part that the others attribute to the host, which a common drift cannot fake.
 * docs/statistics.md describes both.
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
  /** Common change of all cells, as a ratio; null if they did not move together. */
  readonly movedTogether: number | null;
  /** Interval of the cell by itself, with the expected drift. "No change" is judged by it. */
  readonly alone: Inference['interval'];
}

export interface CellsOptions {
  /** Standard deviation of logs between runs of one side, as a ratio. */
  readonly assumedRunSpread: number;
  /** Confidence of the intervals; 0.99 by default. */
  readonly confidence?: number;
}

/** With fewer trials on a side of a cell, their spread is unknown. */
export const LEAST_TRIALS = 2;

/**
 * compareCells returns the change of each cell. Its p-value is the lower one of both tests. The test against the
 * others counts only as far as the cell itself moved, because otherwise two slower cells would make a third one look
 * faster.
 *
 * @param cells two or more, with {@link LEAST_TRIALS} trials or more per side
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

/** within narrows an interval by the test against the others, so that it excludes 0 if that test does. */
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

/** tailOf is half a p-value. */
function tailOf(logRatio: number, error: EstimateError): number {
  return errorTail(Math.abs(logRatio), error);
}

function aloneError(cell: CellRuns, assumedRunSpread: number, sharedDrift: number): EstimateError {
  const [base, head] = cell.map((run) => [logsOf([...run.values()])]);
  const sides = [base ?? [], head ?? []] as const;
  const spreads = spreadsOf(sides, assumedRunSpread, sharedDrift);
  if (spreads === null) throw new RangeError('one trial on each side does not show how trials spread');
  return errorOf(countsOf(sides), spreads);
}
