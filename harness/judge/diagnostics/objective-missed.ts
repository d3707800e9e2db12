import { latencyWithFailures } from '../../load/histogram.ts';
import { OBJECTIVE_MISSED } from '../../stats/metrics/capacity.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Beyond the limit by less, the window and the search's step say the same. */
const TOLERANCE = 0.1;

export const objectiveMissed: Diagnostic = {
  code: OBJECTIVE_MISSED,
  find: ({ load, search }) => {
    if (search === null) return null;
    const { percentile, limitMs } = search.objective;
    const latencyMs = latencyWithFailures(load, percentile);
    if (latencyMs !== null && latencyMs < limitMs * (1 + TOLERANCE)) return null;
    return {
      text: 'at the rate that the search found, the window itself did not keep the objective: the capacity is less, or the target is not steady, so that the trial gives none; ask for a longer --duration, which makes the steps longer too',
      numbers: { percentile, limitMs, ...(latencyMs === null ? {} : { latencyMs }), rate: search.rate },
    };
  },
};
