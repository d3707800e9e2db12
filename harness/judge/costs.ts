/** What one correct answer cost in CPU time, of a trial's figures: what bounds and expectation are made of. */
import type { CoresByRole, ProcessFigures } from '../record.ts';
import { sum } from '../stats/summary.ts';

/** Milliseconds a correct answer. */
export interface RequestCosts {
  /** Busy time of an event loop of the app, which no process of the app can spend twice at once. */
  readonly serviceMs: number;
  readonly proxyMs: number;
  readonly loadMs: number;
  /** CPU of all: the app's workers with all of their threads, primary, proxy and load. */
  readonly hostMs: number;
}

/**
 * An event loop is busy for its CPU time; but a process's CPU time holds its other threads too (garbage collection
 * beside the loop: up to a third more in Express), and the loop's own busy time (utilization x window) also holds the
 * time in which it was ready and had no core. Each is too much in a case of its own, so that the lower counts.
 *
 * @param workers the app's workers alone
 * @param coresByRole in cores, over the window
 * @returns null without a correct answer, or where a worker did not report
 */
export function costsOf({
  completed,
  windowSeconds,
  workers,
  coresByRole,
}: {
  readonly completed: number;
  readonly windowSeconds: number;
  readonly workers: readonly Pick<ProcessFigures, 'cpuSeconds' | 'eventLoopUtilization'>[];
  readonly coresByRole: Pick<CoresByRole, 'target' | 'primary' | 'proxy' | 'load'>;
}): RequestCosts | null {
  const busy = workers.flatMap(({ cpuSeconds, eventLoopUtilization }) =>
    cpuSeconds === null || eventLoopUtilization === null
      ? []
      : [Math.min(cpuSeconds, eventLoopUtilization * windowSeconds)],
  );
  if (completed === 0 || busy.length === 0 || busy.length < workers.length) return null;
  const { target, primary, proxy, load } = coresByRole;
  const each = (seconds: number) => (seconds * 1000) / completed;
  return {
    serviceMs: each(sum(busy)),
    proxyMs: each(proxy * windowSeconds),
    loadMs: each(load * windowSeconds),
    hostMs: each((target + primary + proxy + load) * windowSeconds),
  };
}
