/** What one correct answer cost in CPU time, of a trial's figures: what bounds and expectation are made of. */
import type { Cell, CpuFigures, OkTrial, PinnedCpus, ProcessFigures } from '../records/run.ts';
import { sum } from '../stats/summary.ts';

/** Milliseconds a correct answer. */
export interface RequestCosts {
  /** Busy time of an event loop of the app, which no process of the app can spend twice at once. */
  readonly serviceMs: number;
  /** CPU of the app with all of its threads, and its primary. */
  readonly targetMs: number;
  readonly proxyMs: number;
  readonly loadMs: number;
  /** CPU of all of these together: the app with all of its threads, primary, proxy, load, and their interrupts. */
  readonly hostMs: number;
}

/**
 * An event loop is busy for its CPU time; but a process's CPU time holds its other threads too (garbage collection
 * beside the loop: a quarter more in Express), and the loop's own busy time (utilization x window) also holds the
 * time in which it was ready and had no core. Each is too much in a case of its own, so that the lower counts.
 *
 * The host's cost is whatever was busy but for strangers and the harness, which makes it hold the interrupts of
 * loopback traffic, a tenth of it and more, whether or not the kernel charges them to a process.
 *
 * @param workers the app's workers alone
 * @returns null without a correct answer, or where a worker did not report
 */
export function costsOf({
  requests,
  windowSeconds,
  workers,
  cpu,
}: {
  /** Correct ones, whole and in part, as the throughput counts them. */
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
    targetMs: each((target + primary) * windowSeconds),
    proxyMs: each(proxy * windowSeconds),
    loadMs: each(load * windowSeconds),
    hostMs: each(Math.max(0, busyCores - other - harness) * windowSeconds),
  };
}

/** Of a whole trial; null where a worker's agent is silent: its costs are unknown, not none. */
export function costsOfTrial(
  cell: Pick<Cell, 'workers'>,
  trial: Pick<OkTrial, 'load' | 'cpu' | 'processes'>,
): RequestCosts | null {
  const workers = answeringWorkers(trial);
  if (workers.length < cell.workers) return null;
  const { throughput, windowSeconds } = trial.load;
  return costsOf({ requests: throughput * windowSeconds, windowSeconds, workers, cpu: trial.cpu });
}

/** The app's workers that reported their figures: fewer than the setup has where an agent is silent. */
export function answeringWorkers({ processes }: Pick<OkTrial, 'processes'>): ProcessFigures[] {
  return processes.filter(({ role }) => role === 'worker');
}

type PinnedRole = keyof PinnedCpus;

export interface SharedPins {
  readonly roles: readonly PinnedRole[];
  /** That any of them may use. */
  readonly cores: number;
}

const SETS: readonly (readonly PinnedRole[])[] = [
  ['target', 'proxy'],
  ['target', 'load'],
  ['proxy', 'load'],
  ['target', 'proxy', 'load'],
];

/** Each set of roles in which everyone shares a core with another. */
export function sharedPins(cpus: PinnedCpus): SharedPins[] {
  const meet = (one: PinnedRole, other: PinnedRole) => cpus[one].some((cpu) => cpus[other].includes(cpu));
  return SETS.filter((roles) =>
    roles.every((one) => roles.some((other) => other !== one && meet(one, other))),
  ).map((roles) => ({ roles, cores: new Set(roles.flatMap((role) => cpus[role])).size }));
}

/** CPU of these roles together, milliseconds a request. */
export function costOf(roles: SharedPins['roles'], { targetMs, proxyMs, loadMs }: RequestCosts): number {
  const each = { target: targetMs, proxy: proxyMs, load: loadMs };
  return sum(roles.map((role) => each[role]));
}
