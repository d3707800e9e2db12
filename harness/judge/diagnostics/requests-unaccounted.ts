import { sum } from '../../stats/summary.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const requestsUnaccounted: Diagnostic = {
  code: 'requests-unaccounted',
  find: ({ load: { inFlightAtStart, sent }, accounts }) => {
    if (accounts === null) return null;
    const { correct, wrong, lost, unavailable, unfinished } = accounts;
    const begun = inFlightAtStart + sent;
    const accounted = correct + wrong + sum(Object.values(lost)) + unavailable + unfinished;
    if (begun === accounted) return null;
    return {
      text: 'the accounts of numbered requests do not balance, which is a bug in the client: distrust the trial, and report it',
      numbers: { begun, accounted },
    };
  },
};

export const requestsNotNoted: Diagnostic = {
  code: 'requests-not-noted',
  find: ({ accounts }) => {
    if (accounts === null || accounts.notNoted === 0) return null;
    const { notNoted, correct } = accounts;
    return {
      text: 'workers took no notes of some requests, as an app does that is not a Node HTTP server, or behind a cache: how far lost requests came is unknown',
      numbers: { notNoted, correct },
    };
  },
};

export const eventUnfinished: Diagnostic = {
  code: 'event-unfinished',
  find: ({ events, load: { windowSeconds } }) => {
    const open = events.filter(({ endedSeconds, isLasting }) => endedSeconds === null && !isLasting);
    if (open.length === 0) return null;
    const names = [...new Set(open.map(({ name }) => name))].join(', ');
    return {
      text: `${names} had not ended by the window’s end, although the window was extended: its figures are those so far; lengthen --duration`,
      numbers: { unfinished: open.length, windowSeconds },
    };
  },
};
