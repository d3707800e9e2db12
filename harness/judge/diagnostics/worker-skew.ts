import { chiSquareOnceInThousand } from '../../stats/student-t.ts';
import { median, sum, summarize } from '../../stats/summary.ts';
import { answeringWorkers } from '../costs.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

/** So many times what is usual among its siblings, or that part of it. */
const FACTOR = 5;
/** With fewer connections a worker, one more or less is a large part of them. */
const LEAST_CONNECTIONS = 10;
/** Fewer requests a worker differ by chance. */
const LEAST_REQUESTS = 100;

export const workerSkew: Diagnostic = {
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
  if (figures.proxy !== null || figures.skew === null) return false;
  if (variation <= figures.skew.mostVariation) return false;
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

function textFor({ skew, proxy }: TrialFigures): Finding['text'] {
  const found = 'workers answered very different numbers of requests';
  if (skew?.reason) return `${found}: ${skew.reason}`;
  return proxy === null
    ? `${found}, which this policy does not make by itself: look for what holds one of them up`
    : `${found}: the proxy prefers those of its connections that it used last; a property of the setup, no fault`;
}
