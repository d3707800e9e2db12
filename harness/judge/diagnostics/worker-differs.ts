import type { ProcessFigures } from '../../records/run.ts';
import { median } from '../../stats/summary.ts';
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

/** Fewer requests say little about the p99 of a worker, or about what is usual. */
const LEAST_REQUESTS = 100;
/** A slow worker gets few requests because it is slow. So many tell what one costs it. */
const LEAST_OF_SLOW = 20;
/** A worker differs if its CPU time per request is this many times the median of its siblings. */
const CPU_FACTOR = 2;
/** It must use this share of a core more than the others: a worker with few requests has idle costs too. */
const LEAST_EXTRA_CORES = 0.03;
/** A worker differs if the p99 of its own responses is this many times the median of its siblings... */
const P99_FACTOR = 3;
/** ...and this much above it, which no scheduler explains... */
const LEAST_EXTRA_MS = 50;
/** ...and more requests do not explain it. */
const MORE_REQUESTS = 1.25;

interface Measured {
  readonly pid: number;
  readonly instance: number | null;
  readonly requests: number;
  readonly cpuMs: number;
  readonly p99Ms: number;
}

/** One worker that needs more CPU time per request, or responds later, than its siblings. */
export const workerDiffers: Diagnostic = {
  code: 'worker-differs',
  find: (figures) => {
    const workers = reportingWorkers(figures).flatMap(measuredOf);
    const found = workers.flatMap((worker) => differing(worker, workers, figures) ?? []);
    const [first] = found.toSorted((one, other) => other.ratio - one.ratio);
    return first?.finding ?? null;
  },
};

function measuredOf({ pid, instance, requests, cpuSeconds, responseP99Ms }: ProcessFigures): Measured[] {
  if (requests === null || requests < LEAST_OF_SLOW) return [];
  if (cpuSeconds === null || responseP99Ms === null) return [];
  return [{ pid, instance, requests, cpuMs: (1_000 * cpuSeconds) / requests, p99Ms: responseP99Ms }];
}

function differing(
  worker: Measured,
  workers: readonly Measured[],
  { load: { windowSeconds } }: TrialFigures,
): { readonly ratio: number; readonly finding: Finding } | null {
  const siblings = workers.filter((one) => one !== worker && one.requests >= LEAST_REQUESTS);
  if (siblings.length === 0) return null;
  const usual = {
    requests: median(siblings.map(({ requests }) => requests)),
    cpuMs: median(siblings.map(({ cpuMs }) => cpuMs)),
    p99Ms: median(siblings.map(({ p99Ms }) => p99Ms)),
  };
  const extraCores = ((worker.cpuMs - usual.cpuMs) * worker.requests) / 1_000 / windowSeconds;
  const isCostly = worker.cpuMs >= CPU_FACTOR * usual.cpuMs && extraCores >= LEAST_EXTRA_CORES;
  const isLate =
    worker.requests >= LEAST_REQUESTS &&
    worker.p99Ms >= Math.max(P99_FACTOR * usual.p99Ms, usual.p99Ms + LEAST_EXTRA_MS) &&
    worker.requests <= MORE_REQUESTS * usual.requests;
  if (!isCostly && !isLate) return null;
  const name = worker.instance === null ? 'a worker' : `worker ${worker.instance}`;
  const { pid } = worker;
  return {
    ratio: Math.max(worker.cpuMs / usual.cpuMs, worker.p99Ms / usual.p99Ms),
    finding: {
      text: `${name} (pid ${pid}) differs from its siblings in CPU time per request or in the p99 of its own responses: look for what it does besides, or for what it waits for`,
      numbers: {
        ...(worker.instance === null ? {} : { instance: worker.instance }),
        pid,
        requests: worker.requests,
        usualRequests: usual.requests,
        cpuMsPerRequest: worker.cpuMs,
        usualCpuMsPerRequest: usual.cpuMs,
        responseP99Ms: worker.p99Ms,
        usualResponseP99Ms: usual.p99Ms,
      },
    },
  };
}
