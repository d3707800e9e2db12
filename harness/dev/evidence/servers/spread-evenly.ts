const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * Number of 0 to 1 for each index. Any run of indices covers the range evenly, so the mean of a few values is already
 * the mean of all: random numbers would move the true throughput from window to window.
 */
export function spreadEvenly(index: number): number {
  return ((index + 0.5) * GOLDEN_RATIO) % 1;
}
