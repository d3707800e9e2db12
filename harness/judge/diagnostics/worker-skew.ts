import { chiSquareOnceInThousand } from '../../stats/student-t.ts';
import { median, sum, summarize } from '../../stats/summary.ts';
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

/** A worker stands out if its requests are this many times the median of its siblings, or that fraction of it. */
const FACTOR = 5;
/** With fewer connections per worker, a single one is a large part of them. */
const LEAST_CONNECTIONS = 10;
/** Fewer requests per worker differ by chance. */
const LEAST_REQUESTS = 100;

export const workerSkew: Diagnostic = {
  code: 'worker-skew',
  find: (figures) => {
    const answered = reportingWorkers(figures).flatMap(({ requests }) => requests ?? []);
    const summary = summarize(answered);
    const variation = summary?.coefficientOfVariation ?? null;
    if (summary === null || variation === null || summary.mean < LEAST_REQUESTS) return null;
    if (!varies(variation, figures) && !oneStandsOut(answered, figures)) return null;
    return {
      text: textFor(figures),
      numbers: { fewestRequests: summary.min, mostRequests: summary.max, variation },
    };
  },
};

/**
 * varies says whether requests vary by more than the policy explains, and by more than happens by chance once in a
 * thousand times. n connections that are dealt out blindly over m workers, as the kernel's hash does under
 * `reuseport`, vary by chi-square x m / n / (m - 1).
 */
function varies(variation: number, figures: TrialFigures): boolean {
  // A proxy deals requests out again, over those of its own connections that it used last.
  if (figures.proxy !== null || figures.skew === null) return false;
  if (variation <= figures.skew.mostVariation) return false;
  const workers = reportingWorkers(figures);
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
  const found = 'the workers’ numbers of requests differ widely';
  if (skew?.reason) return `${found}: ${skew.reason}`;
  return proxy === null
    ? `${found}, which this policy alone does not explain: look for what holds one of them up`
    : `${found}: the proxy prefers the connections that it used last; this is how the variant works, not a fault`;
}
