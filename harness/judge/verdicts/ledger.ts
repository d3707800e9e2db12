import { sum } from '../../stats/summary.ts';
import type { Verdict } from '../verdict.ts';

export const ledgerUnbalanced: Verdict = {
  code: 'ledger-unbalanced',
  find: ({ load: { underWayAtStart, sent, completed, errors, unfinished } }) => {
    const begun = underWayAtStart + sent;
    const ended = completed + sum(Object.values(errors));
    if (begun === ended + unfinished) return null;
    return {
      text: 'the load client lost count of its requests, a defect of the driver: distrust the trial, and report it',
      numbers: { begun, ended, unfinished, lost: begun - ended - unfinished },
    };
  },
};
