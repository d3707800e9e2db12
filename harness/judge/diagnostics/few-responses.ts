import { isSupported } from '../../stats/percentile-support.ts';
import { searchStepMs } from '../../stats/search-step.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const fewResponses: Diagnostic = {
  code: 'few-responses',
  find: ({ load, search }) => {
    if (search === null) return null;
    const { rate, objective } = search;
    const { percentile } = objective;
    const seconds = searchStepMs(rate, percentile, 1_000 * load.windowSeconds) / 1_000;
    const answers = Math.round(rate * seconds);
    if (isSupported(percentile, answers)) return null;
    return {
      text: 'the steps of the search had too few responses for the percentile of the objective, so that the slowest ones decided: use a longer --duration, or a lower percentile (--slo)',
      numbers: { percentile, offeredRate: rate, seconds, responses: answers },
    };
  },
};
