import { latencyWithFailures } from '../../load/histogram.ts';
import { OBJECTIVE_MISSED } from '../../stats/metrics/capacity.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Within this share above the limit, the window still agrees with the search's step. */
const TOLERANCE = 0.1;

export const objectiveMissed: Diagnostic = {
  code: OBJECTIVE_MISSED,
  find: ({ load, search }) => {
    if (search === null) return null;
    const { percentile, limitMs } = search.objective;
    const latencyMs = latencyWithFailures(load, percentile);
    if (latencyMs !== null && latencyMs < limitMs * (1 + TOLERANCE)) return null;
    return {
      text: 'the window itself did not keep the objective at the rate that the search found: the capacity is lower, or the target is not steady, so that the trial gives no figure; use a longer --duration, which makes the steps longer too',
      numbers: {
        percentile,
        limitMs,
        ...(latencyMs === null ? {} : { latencyMs }),
        offeredRate: search.rate,
      },
    };
  },
};
