/** A cell's shift minus the part that the other cells of the same blocks attribute to the host. */
import { blockMeansOf, type CellRuns, meanOf, type Run, shiftOf } from './blocks.ts';
import { type EstimateError, ROUNDING_SPREAD } from './inference.ts';
import { moderated, priorOf, type Variance } from './moderated-variance.ts';
import { ofSingleRuns } from './sides-error.ts';
import { mean, squaresAbout, sum } from './summary.ts';

export interface AgainstOthers {
  /** Log ratio of the cell, minus its share of the others' shift. */
  readonly adjusted: number;
  readonly adjustedError: EstimateError;
  /** Error of the cell's own log ratio, if the host did not drift. */
  readonly ownError: EstimateError;
}

/**
 * Parts of the assumed spread between runs, as shares of its standard deviation: the part of each cell, and the part
 * added for all cells of a run even if the others did not move. A single cell cannot separate them, and uses the
 * whole.
 */
const OWN = 0.75;
const COMMON = 0.4;

/**
 * againstOthers adjusts each cell by the others. Their shift m has the variance e of their noise. What the host did
 * between the runs has at least the variance of its drift, and m² - e if the others moved further than the drift
 * explains. V / (V + e) of m is then attributed to the host (the best linear predictor of a shift of variance V). The
 * rest of V stays in the error.
 *
 * @param drift variance that a drifting host adds to each run's mean
 */
export function againstOthers(
  cells: readonly CellRuns[],
  assumedRunSpread: number,
  drift: number,
): AgainstOthers[] {
  const own = 2 * (OWN * assumedRunSpread) ** 2;
  const common = 2 * Math.max((COMMON * assumedRunSpread) ** 2, drift - assumedRunSpread ** 2);
  const prior = priorOf(cells.map(pooledOf));
  const all = [blockMeansOf(cells, 0), blockMeansOf(cells, 1)] as const;
  const residual = cells.length > 2 ? priorOf(cells.map((cell) => pooledOf(mapped(cell, all, 1)))) : NOTHING;
  return cells.map((cell, at) => {
    const ownError = { knownVariance: own, ...estimated(moderatedError(cell, prior)) };
    const others = cells.filter((_, other) => other !== at);
    const blocks = [blockMeansOf(others, 0), blockMeansOf(others, 1)] as const;
    const shared = [inBlocksOf(cell[0], blocks[0]), inBlocksOf(cell[1], blocks[1])] as const;
    // There is nothing to adjust by: use the cell's own error with everything that the host may do.
    if (shared.some(({ size }) => size < 2)) {
      return {
        adjusted: shiftOf(cell),
        adjustedError: { ...ownError, knownVariance: 2 * assumedRunSpread ** 2 + 2 * drift },
        ownError,
      };
    }
    const moved = meanOf(shared[1]) - meanOf(shared[0]);
    const noise = sum(shared.map((run, side) => noiseOf(run, others, side as 0 | 1))) + own / others.length;
    const host = Math.max(common, moved ** 2 - noise);
    const share = host / (host + noise);
    const rest = mapped(cell, blocks, share);
    const scale = (cells.length / others.length) * (1 + share ** 2 / others.length);
    const error = moderatedError(rest, { ...residual, variance: residual.variance * scale });
    const knownVariance = own * (1 + share ** 2 / others.length) + (1 - share) ** 2 * host;
    return { adjusted: shiftOf(rest), adjustedError: { knownVariance, ...estimated(error) }, ownError };
  });
}

const NOTHING: Variance = { variance: 0, freedom: 0 };

/** inBlocksOf returns the means of the blocks in which the cell has a trial. */
function inBlocksOf(run: Run, blocks: Run): Run {
  return new Map([...blocks].filter(([block]) => run.has(block)));
}

/** mapped subtracts a share of their blocks' means from the cell's trials; trials without one are left out. */
function mapped(cell: CellRuns, blocks: CellRuns, share: number): CellRuns {
  const [base, head] = cell.map((run, side) => {
    const means = blocks[side as 0 | 1];
    return new Map(
      [...run].flatMap(([block, log]) => {
        const shared = means.get(block);
        return shared === undefined ? [] : [[block, log - share * shared] as const];
      }),
    );
  });
  return [base ?? new Map(), head ?? new Map()];
}

/**
 * noiseOf is the variance of the mean of the others' trials: from the cells, or from the blocks if these spread less.
 */
function noiseOf(blocks: Run, others: readonly CellRuns[], side: 0 | 1): number {
  const byCells = mean(others.map((cell) => varianceOf(cell[side]))) / others.length;
  return Math.min(byCells, varianceOf(blocks)) / blocks.size;
}

function varianceOf(run: Run): number {
  return Math.max(squaresOf(run) / (run.size - 1), ROUNDING_SPREAD ** 2);
}

function pooledOf([base, head]: CellRuns): Variance {
  const freedom = Math.max(1, base.size + head.size - 2);
  return { variance: Math.max((squaresOf(base) + squaresOf(head)) / freedom, ROUNDING_SPREAD ** 2), freedom };
}

function squaresOf(run: Run): number {
  return squaresAbout([...run.values()]);
}

/**
 * moderatedError is the variance of the difference of means: Welch's, moderated by the spread of trials in the other
 * cells.
 */
function moderatedError(cell: CellRuns, prior: Variance): Variance {
  const counts = cell.map(({ size }) => size);
  const own = ofSingleRuns(
    counts,
    cell.map((run) => varianceOf(run) / run.size),
  );
  const overTrials = sum(counts.map((count) => 1 / count));
  return moderated(own, { ...prior, variance: prior.variance * overTrials });
}

function estimated({ variance, freedom }: Variance) {
  return { estimatedVariance: variance, degreesOfFreedom: freedom };
}
