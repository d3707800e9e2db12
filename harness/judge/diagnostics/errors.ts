import { sum } from '../../stats/summary.ts';
import { unexpectedFailures } from '../../stats/unexpected-failures.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** A smaller share of errors does not change the figures. */
const ERROR_SHARE = 0.001;

export const errors: Diagnostic = {
  code: 'errors',
  find: ({ load, expectedFailures }) => {
    const failed = unexpectedFailures(load, expectedFailures);
    const share = failed / (sum(Object.values(load.errors)) + load.completed);
    if (share <= ERROR_SHARE) return null;
    return {
      text: 'requests failed; throughput and latencies count correct responses only: see the classes of errors in the record',
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
      text: 'requests that timed out are not in the percentiles, which are therefore too low (--request-timeout)',
      numbers: { timeout },
    };
  },
};
