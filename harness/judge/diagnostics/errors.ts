import { sum } from '../../stats/summary.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Errors below this share of the requests do not move the figures. */
const ERROR_SHARE = 0.001;

export const errors: Diagnostic = {
  code: 'errors',
  find: ({ load: { errors: kinds, completed } }) => {
    const failed = sum(Object.values(kinds));
    const share = failed / (failed + completed);
    if (share <= ERROR_SHARE) return null;
    return {
      text: 'requests failed, and throughput and latencies are of correct answers alone: look at their kinds in the record',
      numbers: { failed, share },
    };
  },
};

export const timeoutsLeftOut: Diagnostic = {
  code: 'timeouts-left-out',
  find: ({
    load: {
      errors: { timeout },
    },
  }) => {
    if (timeout === 0) return null;
    return {
      text: 'requests that timed out are absent from the percentiles, which are too good by them (--request-timeout)',
      numbers: { timeout },
    };
  },
};
