import { sum } from '../../stats/summary.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const ledgerUnbalanced: Diagnostic = {
  code: 'ledger-unbalanced',
  find: ({ load: { inFlightAtStart, sent, completed, errors, unfinished } }) => {
    const begun = inFlightAtStart + sent;
    const ended = completed + sum(Object.values(errors));
    if (begun === ended + unfinished) return null;
    return {
      text: 'the load client lost count of its requests, which is a bug in the client: distrust the trial, and report it',
      numbers: { begun, ended, unfinished, lost: begun - ended - unfinished },
    };
  },
};
