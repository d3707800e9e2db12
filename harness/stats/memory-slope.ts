/** The growth of memory over a window, with an interval that garbage collection does not fool. */
import { median, sum } from './summary.ts';

export interface MemorySlope {
  /** Over the second half of the window. */
  readonly bytesPerHour: number;
  /** 95% confidence interval of it. */
  readonly low: number;
  readonly high: number;
  readonly firstHalfBytesPerHour: number;
}

/** With fewer samples in the window, its halves are too short. */
const LEAST_SAMPLES = 16;
/** More points than this add nothing but correlation. */
const MOST_BLOCKS = 20;
const NORMAL_QUANTILE = 1.96;
const SECONDS_PER_HOUR = 3_600;

/**
 * memorySlope estimates the slope over the second half of a window: in the first one code is compiled and the heap grows
 * to its working size.
 *
 * Memory follows the garbage collector, up and down, and its samples depend on each other. So the half is cut into up to
 * 20 blocks, each with its median, and the slope is the median of the slopes between all pairs of blocks (Theil-Sen),
 * which single outliers do not move. The interval is that of Sen (JASA 63, 1968): ranks from the variance of Kendall's
 * S, multiplied by (1 + r) / (1 - r) if neighbouring blocks still correlate by r.
 *
 * @param seconds ascending
 * @param bytes memory at each of these instants
 * @returns null with fewer than 16 samples
 */
export function memorySlope(seconds: readonly number[], bytes: readonly number[]): MemorySlope | null {
  if (seconds.length < LEAST_SAMPLES) return null;
  const points = seconds.map((x, index) => ({ x, y: bytes[index] ?? 0 }));
  const middle = Math.floor(points.length / 2);
  const second = inBlocks(points.slice(middle));
  const slopes = pairSlopes(second);
  const perSecond = median(slopes);
  const halfRanks = Math.ceil((NORMAL_QUANTILE * Math.sqrt(varianceOfS(second, perSecond))) / 2);
  const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, rank))] ?? perSecond;
  const middleRank = (slopes.length - 1) / 2;
  return {
    bytesPerHour: SECONDS_PER_HOUR * perSecond,
    low: SECONDS_PER_HOUR * at(Math.floor(middleRank - halfRanks)),
    high: SECONDS_PER_HOUR * at(Math.ceil(middleRank + halfRanks)),
    firstHalfBytesPerHour: SECONDS_PER_HOUR * median(pairSlopes(inBlocks(points.slice(0, middle)))),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function inBlocks(points: readonly Point[]): Point[] {
  const blocks = Math.min(MOST_BLOCKS, points.length);
  return Array.from({ length: blocks }, (_, block) => {
    const from = Math.floor((block * points.length) / blocks);
    const its = points.slice(from, Math.floor(((block + 1) * points.length) / blocks));
    return { x: median(its.map(({ x }) => x)), y: median(its.map(({ y }) => y)) };
  });
}

/** Ascending. */
function pairSlopes(points: readonly Point[]): number[] {
  return points
    .flatMap((one, index) => points.slice(index + 1).map((other) => (other.y - one.y) / (other.x - one.x)))
    .sort((one, other) => one - other);
}

function varianceOfS(points: readonly Point[], slope: number): number {
  const { length } = points;
  const correlation = Math.min(0.9, Math.max(0, correlationOf(points.map(({ x, y }) => y - slope * x))));
  return ((length * (length - 1) * (2 * length + 5)) / 18) * ((1 + correlation) / (1 - correlation));
}

/** correlationOf is the correlation of neighbours; 0 if all values are equal. */
function correlationOf(values: readonly number[]): number {
  const average = sum(values) / values.length;
  const off = values.map((value) => value - average);
  const squares = sum(off.map((value) => value ** 2));
  return squares === 0 ? 0 : sum(off.slice(1).map((value, index) => value * (off[index] ?? 0))) / squares;
}
