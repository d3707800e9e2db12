/** Options for comparisons of made-up figures. */

export const ASSUMED = { assumedRunSpread: 0.01 };
