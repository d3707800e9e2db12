import type { ProcessFigures } from '../../records/run.ts';
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Share of a worker's busy time that is notable. Both are elapsed time of the same thread. */
const HEAVY_SHARE = 0.1;
/** Share of the window that matters at all: a worker with little to do may collect once. */
const LEAST_WINDOW_SHARE = 0.01;

/** The worker that garbage collection stops most. */
export const gcHeavy: Diagnostic = {
  code: 'gc-heavy',
  find: ({ load: { windowSeconds }, ...figures }) => {
    const [worst] = reportingWorkers(figures)
      .flatMap((worker) => measuredOf(worker, windowSeconds))
      .filter(({ gcSeconds }) => gcSeconds >= LEAST_WINDOW_SHARE * windowSeconds)
      .toSorted((one, other) => other.gcShare - one.gcShare);
    if (worst === undefined || worst.gcShare < HEAVY_SHARE) return null;
    const { instance, pid, gcShare, gcCount, heapUsedBytes } = worst;
    const name = instance === null ? 'a worker' : `worker ${instance}`;
    return {
      text: `garbage collection stopped ${name} (pid ${pid}) for a good part of the time that it was busy: look for what it allocates for each request, or give it a larger young generation (--node-args --max-semi-space-size=64)`,
      numbers: {
        ...(instance === null ? {} : { instance }),
        pid,
        gcShare,
        gcCount,
        heapUsedBytes,
      },
    };
  },
};

interface Measured {
  readonly pid: number;
  readonly instance: number | null;
  readonly gcSeconds: number;
  readonly gcShare: number;
  readonly gcCount: number;
  readonly heapUsedBytes: number;
}

function measuredOf(
  { pid, instance, gcSeconds, gcCount, heapUsedBytes, eventLoopUtilization }: ProcessFigures,
  windowSeconds: number,
): Measured[] {
  const busySeconds = (eventLoopUtilization ?? 0) * windowSeconds;
  if (gcSeconds === null || gcCount === null || heapUsedBytes === null || busySeconds === 0) return [];
  return [{ pid, instance, gcSeconds, gcCount, heapUsedBytes, gcShare: gcSeconds / busySeconds }];
}
