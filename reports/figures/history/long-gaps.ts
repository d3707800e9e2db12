import type { Night } from '../../../harness/records/history.ts';

const DAY_MS = 86_400_000;
/** More would hide the dots. */
const MOST = 5;

/** The longest times without any night: a week at least, and ten times what is usual. */
export function longGaps(nights: readonly Pick<Night, 'startedAt'>[]): { night: number; days: number }[] {
  const times = nights.map(({ startedAt }) => Date.parse(startedAt));
  const gaps = times
    .slice(1)
    .map((time, at) => ({ night: at + 1, days: Math.round((time - (times[at] ?? time)) / DAY_MS) }));
  const usual = gaps.map(({ days }) => days).toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return gaps
    .filter(({ days }) => days >= 7 && days >= 10 * usual)
    .toSorted((a, b) => b.days - a.days)
    .slice(0, MOST);
}
