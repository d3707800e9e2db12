/** `--since`: days, weeks or a date. */
import type { Given } from './given.ts';
import { UsageError } from './usage-error.ts';
import { oneText } from './values.ts';

const DAY_MS = 86_400_000;

/** @returns the time, once it is known what time it is @throws {UsageError} at anything else */
export function sinceOf(given: Given): (now: Date) => Date {
  const text = oneText(given);
  const [, amount, unit] = /^(\d{1,5})\s*(d|w)$/.exec(text.trim()) ?? [];
  if (amount !== undefined) {
    return (now) => new Date(now.getTime() - Number(amount) * (unit === 'w' ? 7 : 1) * DAY_MS);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? new Date(`${text.trim()}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UsageError(`--since takes days, weeks or a date: 90d, 12w, 2026-01-31; not "${text}"`);
  }
  return () => date;
}
