/** What counts as a correct response, and how many others a trial bears. */

import type { Given } from './given.ts';
import { percentOf } from './rate.ts';
import { listOf, numberIn, oneText } from './values.ts';

const STATUSES = { min: 200, max: 599, whole: true } as const;

/** @throws {UsageError} at anything that is no final status */
export function expectedStatuses(given: Given): number[] {
  return listOf(given).map((text) => numberIn(text, STATUSES, given.origin));
}

/** A share such as `1%`, as a ratio. @throws {UsageError} at anything else */
export function maxErrorsOf(given: Given): number {
  return percentOf(oneText(given), { min: 0, max: 100 }, given.origin);
}
