import type { Verdict } from '../verdict.ts';

/** Where the throughput of a window's first seconds differs from the rest; null where it is steady. */
export type FindChange = (
  perSecond: readonly number[],
) => { readonly changeAtSecond: number; readonly before: number; readonly after: number } | null;

/** @param findChange decides how much of a change is one, and how certain it must be; it is handed whole seconds */
export function warmingUp(findChange: FindChange): Verdict {
  return {
    code: 'warming-up',
    find: ({ load: { perSecond, windowSeconds } }) => {
      const change = findChange(perSecond.slice(0, Math.floor(windowSeconds)));
      if (change === null) return null;
      const { changeAtSecond, before, after } = change;
      return {
        text: 'the first seconds of the window were not as the rest, and the figures are of both: ask for a longer warm-up (--warmup)',
        numbers: { changeAtSecond, before, after },
      };
    },
  };
}
