/** Standard normal quantile of 0.975, for two-sided intervals of 95%. */
const Z = 1.959964;

/** Cases are the requests that count, such as those that failed, and all of them. */
export interface Cases {
  readonly seen: number;
  readonly of: number;
}

/**
 * shareInterval is the 95% interval of a share of independent cases (Wilson, Journal of the American Statistical
 * Association 22, 1927). None of n cases leaves a share of up to 3.84 / (n + 3.84).
 *
 * @param cases at least one
 */
export function shareInterval({ seen, of }: Cases): { readonly low: number; readonly high: number } {
  const share = seen / of;
  const weight = 1 / (1 + Z ** 2 / of);
  const middle = weight * (share + Z ** 2 / (2 * of));
  const reach = weight * Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
