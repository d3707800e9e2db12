/** The change of one metric in one cell, with its test and interval. */
import type { Effect } from '../records/comparison.ts';
import type { CellInference } from '../stats/compare-cells.ts';
import { comparePairs } from '../stats/compare-pairs.ts';
import { compareSides } from '../stats/compare-sides.ts';
import { betterInWords, type Metric } from '../stats/metrics/metric.ts';
import { permutationTest, signTest, trialsToTest } from '../stats/permutation-test.ts';
import { isPlausible } from '../stats/summary.ts';
import type { DecisionRule, More } from '../stats/trials-to-decide.ts';
import { pairsToDecide, trialsToDecide } from '../stats/trials-to-decide.ts';
import { type Figures, figuresOf, leftOpen, openChange } from './figures.ts';
import { pairsOf } from './pairing.ts';
import type { JoinedCell } from './sides.ts';

/** How sides are compared; the same for every cell. */
export interface Judging {
  readonly isPaired: boolean;
  /** Both sides are the same files: there is no difference, and nothing to test. */
  readonly isSame: boolean;
  readonly runSpread: number;
  readonly confidence: number;
}

export interface Measured {
  readonly effect: Effect;
  /** null unless pairs are compared. */
  readonly pairs: number | null;
  /** Standard deviation of the logs between runs; null if it was not used. */
  readonly runSpread: { readonly value: number; readonly source: 'measured' | 'assumed' } | null;
  /** How much more data would decide, if the estimate stays the same; null if that cannot be calculated. */
  readonly more: (rule: DecisionRule) => More | null;
}

interface Estimated {
  readonly change: number | null;
  readonly interval: Effect['interval'];
  readonly pValue: number | null;
}

const NOTHING: Estimated = { change: null, interval: null, pValue: null };

/** @param together the estimate of this metric from all cells; by default the cell is estimated alone */
export function measure(
  metric: Metric,
  cell: JoinedCell,
  judging: Judging,
  together?: CellInference,
): Measured {
  const base = figuresOf(metric, cell.base);
  const head = figuresOf(metric, cell.head);
  const found =
    metric.leastDifference !== null
      ? ofDifferences(metric, cell, base, head, judging)
      : ofLogs(metric, cell, base, head, judging, together);
  const { change, interval, pValue } = judging.isSame
    ? unchanged(metric, found.estimated)
    : leftOpen(bounded(found.estimated), openChange(cell, metric));
  const { name, unit } = metric;
  const better = betterInWords(metric);
  return {
    effect: { metric: name, unit, better, base, head, change, interval, pValue },
    pairs: found.pairs,
    runSpread: found.runSpread,
    more: found.more,
  };
}

type Found = Omit<Measured, 'effect'> & { readonly estimated: Estimated };

const NOBODY_KNOWS = () => null;

/** Shares and counts near 0 have no useful logarithm: their difference, with an exact test or none. */
function ofDifferences(
  metric: Metric,
  cell: JoinedCell,
  base: Figures,
  head: Figures,
  { isPaired }: Judging,
): Found {
  const change = base.mean === null || head.mean === null ? null : head.mean - base.mean;
  const untested = { estimated: { ...NOTHING, change }, pairs: null, runSpread: null, more: NOBODY_KNOWS };
  if (!metric.isPermuted) return untested;
  if (!isPaired) {
    const pValue = permutationTest(base.runs.flat(), head.runs.flat());
    const trials = Math.min(base.runs.flat().length, head.runs.flat().length);
    const more = ({ alpha }: DecisionRule) =>
      trials < trialsToTest(alpha) ? { trials: trialsToTest(alpha) - trials, runs: null } : null;
    return { ...untested, estimated: { ...NOTHING, change, pValue }, more };
  }
  const pairs = pairsOf(cell, (trial) => metric.read(trial, cell.cell));
  const pValue = signTest(pairs.map((pair) => pair.head - pair.base));
  return { ...untested, estimated: { ...NOTHING, change, pValue }, pairs: pairs.length };
}

function ofLogs(
  metric: Metric,
  cell: JoinedCell,
  base: Figures,
  head: Figures,
  judging: Judging,
  together: CellInference | undefined,
): Found {
  return judging.isPaired
    ? ofPairs(metric, cell, base, head, judging)
    : ofRuns(base, head, judging, together);
}

function ofPairs(metric: Metric, cell: JoinedCell, base: Figures, head: Figures, judging: Judging): Found {
  const { confidence } = judging;
  const pairs = pairsOf(cell, (trial) => {
    const figure = metric.read(trial, cell.cell);
    return figure !== null && isPlausible(figure) ? figure : null;
  });
  const result = comparePairs(pairs, { confidence });
  return {
    estimated: result ?? { ...NOTHING, change: ratioOfMeans(base, head) },
    pairs: pairs.length,
    runSpread: null,
    more: (rule) => (result ? pairsToDecide({ ...result, ...rule, confidence }) : null),
  };
}

function ofRuns(
  base: Figures,
  head: Figures,
  { runSpread, confidence }: Judging,
  together: CellInference | undefined,
): Found {
  const alone = compareSides(base.runs, head.runs, { assumedRunSpread: runSpread, confidence });
  const result = alone && { ...alone, ...together };
  const sharedDrift = together?.sharedDrift;
  const sides = { base: base.runs, head: head.runs };
  return {
    estimated: result ?? { ...NOTHING, change: ratioOfMeans(base, head) },
    pairs: null,
    runSpread: result?.runSpread ?? null,
    more: (rule) =>
      result
        ? trialsToDecide({ ...sides, ...rule, confidence, assumedRunSpread: runSpread, sharedDrift })
        : null,
  };
}

function ratioOfMeans(base: Figures, head: Figures): number | null {
  const ratio = (head.mean ?? 0) / (base.mean ?? 0) - 1;
  return (base.mean ?? 0) > 0 && (head.mean ?? 0) > 0 && Number.isFinite(ratio) ? ratio : null;
}

/** No change, for a metric that has an interval only otherwise. */
function unchanged({ leastDifference }: Metric, { change }: Estimated): Estimated {
  if (change === null) return NOTHING;
  if (leastDifference !== null) return { ...NOTHING, change: 0 };
  return { change: 0, interval: { low: 0, high: 0 }, pValue: 1 };
}

/** Drops an interval that is not finite: it says nothing, and JSON cannot represent it. */
function bounded(estimated: Estimated): Estimated {
  const { interval } = estimated;
  return interval !== null && Number.isFinite(interval.high) ? estimated : { ...estimated, interval: null };
}
