const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * spreadEvenly returns a number from 0 to 1 for each index. Any run of indexes covers the range evenly, so that the
 * mean of a few values is already the mean of all. Random numbers would change the true throughput from window to
 * window.
 */
export function spreadEvenly(index: number): number {
  return ((index + 0.5) * GOLDEN_RATIO) % 1;
}
