/** Standard normal quantile of 0.999. */
const Z = 3.090232;

/**
 * Value that a chi-square variable passes once in a thousand times.
 *
 * Wilson and Hilferty's cube root (PNAS 17, 1931), to 3 % for one degree of freedom and closer for more.
 *
 * @param degreesOfFreedom a whole number above 0
 */
export function chiSquareOnceInThousand(degreesOfFreedom: number): number {
  const spread = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - spread + Z * Math.sqrt(spread)) ** 3;
}
