import { earlyChange } from '../../stats/steady-state.ts';
import type { Verdict } from '../verdict.ts';

export const warmingUp: Verdict = {
  code: 'warming-up',
  find: ({ load: { perSecond, windowSeconds } }) => {
    // The last one may be shorter than a second, and too few requests to tell.
    const change = earlyChange(perSecond.slice(0, Math.floor(windowSeconds + 1e-6)));
    if (change === null) return null;
    const { changeAtSecond, before, after } = change;
    return {
      text: 'the first seconds of the window were not as the rest, and the figures are of both: ask for a longer warm-up (--warmup)',
      numbers: { changeAtSecond, before, after },
    };
  },
};
