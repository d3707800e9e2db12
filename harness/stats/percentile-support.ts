/** Number of values that must lie beyond a percentile. */
const LEAST_BEYOND = 10;

/**
 * isSupported says whether a sample is large enough to print a percentile: at least 10 of its values lie beyond it,
 * so that p99 needs 1,000 values, and p99.9 needs 10,000.
 *
 * The interval of a percentile reaches from one value of the sorted sample to another, with ranks about 1.96
 * sqrt(values beyond) to either side (Le Boudec, "Performance Evaluation of Computer and Communication Systems",
 * 2010, theorem 2.1). With 10 beyond, it ends at the 4th largest value. With fewer than 4 it has no upper end at all,
 * and the percentile is little else than the maximum of this sample.
 *
 * @param percentile 0 to 100
 * @param count values in the sample
 */
export function isSupported(percentile: number, count: number): boolean {
  // 100 - 99.9 is a little less than 0.1 in floating point.
  return (count * (100 - percentile)) / 100 >= LEAST_BEYOND - 1e-6;
}

/** responsesFor is the number of values that a percentile needs. */
export function responsesFor(percentile: number): number {
  return Math.ceil((LEAST_BEYOND * 100) / (100 - percentile) - 1e-6);
}
