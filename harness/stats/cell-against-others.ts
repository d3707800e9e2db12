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
 * Parts of the assumed spread between runs, as shares of its standard deviation: what a cell has for itself, and what is
 * added for all cells of a run even where the others did not move. A single cell cannot tell them apart, and takes the
 * whole. Both were chosen by simulation: docs/statistics.md.
 */
const OWN = 0.72;
const COMMON = 0.5;

/**
 * The others' shift m has the variance e of their noise. The host's own shift is given the variance V: that of its drift, or
 * m² where they moved further. Then V / (V + e) of m is the host's (the best linear predictor), and the rest of V stays
 * in the error. Their noise is not taken off m²: a host whose shift it hides would pass for a change of the cell.
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
  const means = blockMeansOf(cells);
  const noises = cells.map(([base, head]) => [varianceOf(base), varianceOf(head)] as const);
  const residual =
    cells.length > 2 ? priorOf(cells.map((cell) => pooledOf(mapped(cell, means.all, 1)))) : NOTHING;
  return cells.map((cell, at) => {
    const ownError = { knownVariance: own, ...estimated(moderatedError(cell, prior)) };
    const others = noises.filter((_, other) => other !== at);
    const blocks = means.others[at] ?? NO_BLOCKS;
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
    const ofTrials = ([0, 1] as const).map((side) =>
      noiseOf(
        shared[side],
        others.map((noise) => noise[side]),
      ),
    );
    const noise = sum(ofTrials) + own / others.length;
    const host = Math.max(common, moved ** 2);
    const share = host / (host + noise);
    const rest = mapped(cell, blocks, share);
    const scale = (cells.length / others.length) * (1 + share ** 2 / others.length);
    const error = moderatedError(rest, { ...residual, variance: residual.variance * scale });
    const knownVariance = own * (1 + share ** 2 / others.length) + (1 - share) ** 2 * host;
    return { adjusted: shiftOf(rest), adjustedError: { knownVariance, ...estimated(error) }, ownError };
  });
}

const NO_BLOCKS: CellRuns = [new Map(), new Map()];
const NOTHING: Variance = { variance: 0, freedom: 0 };

/** inBlocksOf returns the means of the blocks in which the cell has a trial. */
function inBlocksOf(run: Run, blocks: Run): Run {
  return new Map([...blocks].filter(([block]) => run.has(block)));
}

/** mapped subtracts a share of their blocks' means from the cell's trials; trials without one are left out. */
function mapped(cell: CellRuns, blocks: CellRuns, share: number): CellRuns {
  return [lessShare(cell[0], blocks[0], share), lessShare(cell[1], blocks[1], share)];
}

function lessShare(run: Run, means: Run, share: number): Run {
  const rest = new Map<number, number>();
  for (const [block, log] of run) {
    const common = means.get(block);
    if (common !== undefined) rest.set(block, log - share * common);
  }
  return rest;
}

/** Variance of the others' mean: by their trials, or by the blocks where these spread less. */
function noiseOf(blocks: Run, others: readonly number[]): number {
  return Math.min(mean(others) / others.length, varianceOf(blocks)) / blocks.size;
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
