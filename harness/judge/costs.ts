/** CPU time per correct response, from a trial's figures: the basis of limits and of the model. */
import type { Cell, CpuFigures, OkTrial, PinnedCpus, ProcessFigures } from '../records/run.ts';
import { sum } from '../stats/summary.ts';

/** RequestCosts are milliseconds per correct response. */
export interface RequestCosts {
  /** Busy time of the app's event loops. One loop cannot spend it twice at once. */
  readonly serviceMs: number;
  /** CPU of the app with all of its threads, and of its primary. */
  readonly targetMs: number;
  readonly proxyMs: number;
  readonly loadMs: number;
  /** CPU of app, primary, proxy, load and their interrupts together. */
  readonly hostMs: number;
}

/**
 * costsOf divides the CPU time of a window by its correct responses.
 *
 * The service time is the time in which an event loop is busy. Two figures approximate it, and each can be too high:
 * a process's CPU time includes its other threads (garbage collection beside the loop adds a quarter in Express), and
 * the loop's own busy time (utilization x window) includes time in which it was ready but had no core. The lower of
 * the two counts.
 *
 * The host's cost is everything that was busy except foreign processes and the harness. So it includes the interrupts
 * of loopback traffic, a tenth of it or more, whether or not the kernel charges them to a process.
 *
 * @param workers the app's workers alone
 * @returns null without a correct response, or if a worker did not report
 */
export function costsOf({
  requests,
  windowSeconds,
  workers,
  cpu,
}: {
  /** Correct requests, fractions included, as the throughput counts them. */
  readonly requests: number;
  readonly windowSeconds: number;
  readonly workers: readonly Pick<ProcessFigures, 'cpuSeconds' | 'eventLoopUtilization'>[];
  readonly cpu: Pick<CpuFigures, 'busy' | 'cores' | 'coresByRole'>;
}): RequestCosts | null {
  const loops = workers.flatMap(({ cpuSeconds, eventLoopUtilization }) =>
    cpuSeconds === null || eventLoopUtilization === null
      ? []
      : [Math.min(cpuSeconds, eventLoopUtilization * windowSeconds)],
  );
  if (requests === 0 || loops.length === 0 || loops.length < workers.length) return null;
  const { target, primary, proxy, load, other, harness } = cpu.coresByRole;
  const busyCores = (cpu.busy / 100) * cpu.cores.length;
  const each = (seconds: number) => (seconds * 1000) / requests;
  return {
    serviceMs: each(sum(loops)),
    targetMs: each(((target ?? 0) + primary) * windowSeconds),
    proxyMs: each(proxy * windowSeconds),
    loadMs: each(load * windowSeconds),
    hostMs: each(Math.max(0, busyCores - other - harness) * windowSeconds),
  };
}

/**
 * costsOfTrial is costsOf for a whole trial. It is null if a worker's agent is silent: the costs are then unknown,
 * not zero.
 */
export function costsOfTrial(
  cell: Pick<Cell, 'workers'>,
  trial: Pick<OkTrial, 'load' | 'cpu' | 'processes'>,
): RequestCosts | null {
  const workers = reportingWorkers(trial);
  if (workers.length < cell.workers) return null;
  const { throughput, windowSeconds } = trial.load;
  return costsOf({ requests: throughput * windowSeconds, windowSeconds, workers, cpu: trial.cpu });
}

/**
 * reportingWorkers are the app's workers that reported their figures. They are fewer than the variant has if an agent
 * is silent.
 */
export function reportingWorkers({ processes }: Pick<OkTrial, 'processes'>): ProcessFigures[] {
  return processes.filter(({ role }) => role === 'worker');
}

type PinnedRole = keyof PinnedCpus;

export interface SharedPins {
  readonly roles: readonly PinnedRole[];
  /** Cores that any of these roles may use. */
  readonly cores: number;
}

const SETS: readonly (readonly PinnedRole[])[] = [
  ['target', 'proxy'],
  ['target', 'load'],
  ['proxy', 'load'],
  ['target', 'proxy', 'load'],
];

/** sharedPins returns each set of roles in which every role shares a core with another one. */
export function sharedPins(cpus: PinnedCpus): SharedPins[] {
  const meet = (one: PinnedRole, other: PinnedRole) => cpus[one].some((cpu) => cpus[other].includes(cpu));
  return SETS.filter((roles) =>
    roles.every((one) => roles.some((other) => other !== one && meet(one, other))),
  ).map((roles) => ({ roles, cores: new Set(roles.flatMap((role) => cpus[role])).size }));
}

/** costOf is the CPU time of these roles together, milliseconds per request. */
export function costOf(roles: SharedPins['roles'], { targetMs, proxyMs, loadMs }: RequestCosts): number {
  const each = { target: targetMs, proxy: proxyMs, load: loadMs };
  return sum(roles.map((role) => each[role]));
}
