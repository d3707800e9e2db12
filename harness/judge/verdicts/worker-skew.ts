import type { Policy } from '../../records/run.ts';
import { chiSquareOnceInThousand } from '../../stats/chi-square.ts';
import { median, sum, summarize } from '../../stats/summary.ts';
import { answeringWorkers } from '../answering-workers.ts';
import type { Finding, TrialFigures, Verdict } from '../verdict.ts';

/** So many times what is usual among its siblings, or that part of it. */
const FACTOR = 5;
/** With fewer connections a worker, one more or less is a large part of them. */
const LEAST_CONNECTIONS = 10;
/**
 * Of requests over workers. `none` had 0.3 to 1.7 with four workers and more, half of them above 0.7; `rr`, whose
 * primary deals out while workers still start, up to 0.3, and 0.6 in one trial of 50 (100 to 500 connections).
 */
const VARIATION: Readonly<Record<Policy, number>> = { none: 0.5, rr: 1, reuseport: 0.5 };
/** Fewer requests a worker differ by chance. */
const LEAST_REQUESTS = 100;

export const workerSkew: Verdict = {
  code: 'worker-skew',
  find: (figures) => {
    const answered = answeringWorkers(figures).flatMap(({ requests }) => requests ?? []);
    const summary = summarize(answered);
    const variation = summary?.coefficientOfVariation ?? null;
    if (summary === null || variation === null || summary.mean < LEAST_REQUESTS) return null;
    if (!varies(variation, figures) && !oneStandsOut(answered, figures)) return null;
    return { text: textFor(figures), numbers: { fewest: summary.min, most: summary.max, variation } };
  },
};

/**
 * By more than the policy does, and by more than chance makes of so many connections once in a thousand times: dealt out
 * blindly, as the kernel's hash does under `reuseport`, n connections over m workers vary by chi-square x m / n / (m - 1).
 */
function varies(variation: number, figures: TrialFigures): boolean {
  // A proxy deals requests out anew, over those of its own connections that it used last.
  if (figures.proxy !== 'none' || figures.policy === null) return false;
  if (variation <= VARIATION[figures.policy]) return false;
  const workers = answeringWorkers(figures);
  const connections = sum(workers.map((worker) => worker.connections ?? 0));
  const freedom = workers.length - 1;
  const byChance = (chiSquareOnceInThousand(freedom) * workers.length) / connections / freedom;
  return variation ** 2 > byChance;
}

function oneStandsOut(answered: readonly number[], { load, workers }: TrialFigures): boolean {
  if (load.connections < LEAST_CONNECTIONS * workers) return false;
  return answered.some((one, index) => {
    const usual = median(answered.toSpliced(index, 1));
    return one * FACTOR <= usual || one >= FACTOR * usual;
  });
}

function textFor({ policy, proxy }: TrialFigures): Finding['text'] {
  if (policy === 'none') {
    return 'workers answered very different numbers of requests: under policy none the kernel gives a connection to whichever worker it wakes, and there it stays; a property of the setup, no fault (--policy rr,reuseport for others)';
  }
  return proxy === 'none'
    ? 'workers answered very different numbers of requests, which this policy does not make by itself: look for what holds one of them up'
    : 'workers answered very different numbers of requests: the proxy prefers those of its connections that it used last; a property of the setup, no fault';
}
