import type { Night } from '../../../harness/records/history.ts';

const MOST = 8;
const DAY_MS = 86_400_000;

/** At most eight nights at even distances, the first and the last among them; with their time where all are of two days. */
export function dateTicks(nights: readonly Pick<Night, 'startedAt'>[]): { at: number; text: string }[] {
  const last = nights.length - 1;
  const steps = Math.min(MOST - 1, last);
  const places = new Set(
    Array.from({ length: steps + 1 }, (_, step) => Math.round((step * last) / Math.max(1, steps))),
  );
  const timeOf = (at: number) => nights[at]?.startedAt ?? '';
  const isShort = Date.parse(timeOf(last)) - Date.parse(timeOf(0)) < 2 * DAY_MS;
  return [...places].map((at) => ({
    at,
    text: isShort ? timeOf(at).slice(5, 16).replace('T', ' ') : timeOf(at).slice(0, 10),
  }));
}
