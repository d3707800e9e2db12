/** Whether groups of values share a shift between two occasions. */
import { studentTUpperTail } from './student-t.ts';
import { mean, squaresAbout, sum } from './summary.ts';

/** Code of the warning that the trials before and after an interruption of a run differ. */
export const SITTINGS_DIFFER = 'sittings-differ';

/** The values of one group, such as a variant, on both occasions. */
export interface BeforeAndAfter {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface CommonShift {
  /** Estimate: after less before, the same in every group. */
  readonly shift: number;
  /** Two-sided p-value of no shift. */
  readonly pValue: number;
}

/** With fewer degrees of freedom, the spread is hardly known. */
const LEAST_FREEDOM = 3;

/**
 * commonShift estimates one shift for all groups by least squares: each group has a level of its own, and all have the
 * same shift and the same variance (analysis of covariance with a group factor; Student's t with N - groups - 1
 * degrees of freedom).
 *
 * @param groups those without values on one of the occasions tell nothing
 * @returns null if there are too few values to tell a shift from their spread
 */
export function commonShift(groups: readonly BeforeAndAfter[]): CommonShift | null {
  const both = groups.filter(({ before, after }) => before.length > 0 && after.length > 0);
  const parts = both.map(({ before, after }) => ({
    difference: mean(after) - mean(before),
    weight: (before.length * after.length) / (before.length + after.length),
    squares: squaresAbout(before) + squaresAbout(after),
    count: before.length + after.length,
  }));
  const freedom = sum(parts.map(({ count }) => count)) - parts.length - 1;
  if (parts.length === 0 || freedom < LEAST_FREEDOM) return null;
  const weight = sum(parts.map((part) => part.weight));
  const shift = sum(parts.map((part) => part.weight * part.difference)) / weight;
  const residuals = sum(parts.map((part) => part.squares + part.weight * (part.difference - shift) ** 2));
  if (residuals === 0) return { shift, pValue: shift === 0 ? 1 : 0 };
  const error = Math.sqrt(residuals / freedom / weight);
  return { shift, pValue: 2 * studentTUpperTail(Math.abs(shift) / error, freedom) };
}
