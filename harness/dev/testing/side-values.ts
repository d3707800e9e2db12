/** Sides of figures that a test makes up. */

export const ASSUMED = { assumedRunSpread: 0.01 };
