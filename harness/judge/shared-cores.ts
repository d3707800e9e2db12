/** Which roles share cores: all of them, unless the plan pinned them apart. */
import { sum } from '../stats/summary.ts';
import type { TrialFigures } from './diagnostic.ts';

interface Role {
  readonly name: 'load' | 'target' | 'proxy';
  /** Processes that do its work: not a cluster's primary, nor nginx's master. */
  readonly processes: number;
  readonly usedCores: number;
  /** Indexes of the cores that it may run on. */
  readonly cpus: readonly number[];
}

export interface SharedCores {
  /** Processes of all roles that may run on a core of the given role, itself included. */
  readonly processes: number;
  /** Cores that these roles may run on. */
  readonly cores: number;
  /** Share of these cores that these roles keep busy. */
  readonly busyShare: number;
}

/** coresSharedWith returns the cores that a role shares, and with how many processes. */
export function coresSharedWith(name: Role['name'], figures: TrialFigures): SharedCores {
  const roles = rolesOf(figures);
  const own = new Set(roles.find((role) => role.name === name)?.cpus);
  const sharing = roles.filter(({ cpus }) => cpus.some((cpu) => own.has(cpu)));
  const cores = new Set(sharing.flatMap(({ cpus }) => cpus)).size;
  return {
    processes: sum(sharing.map(({ processes }) => processes)),
    cores,
    busyShare: sum(sharing.map(({ usedCores }) => usedCores)) / cores,
  };
}

/** mostCrowdedShare is the busy share of the cores on which the trial's own processes are most crowded. */
export function mostCrowdedShare(figures: TrialFigures): number {
  return Math.max(0, ...rolesOf(figures).map(({ name }) => coresSharedWith(name, figures).busyShare));
}

/** proxyWorkers counts the workers of the proxy: threads, one per core, or processes besides their master. */
export function proxyWorkers({
  processes,
  hasProxyThreads,
  cpu,
  cpus,
}: Pick<TrialFigures, 'processes' | 'hasProxyThreads' | 'cpu' | 'cpus'>): number {
  if (hasProxyThreads) return cpus?.proxy.length ?? cpu.cores.length;
  return Math.max(0, processes.filter(({ role }) => role === 'proxy').length - 1);
}

function rolesOf(figures: TrialFigures): Role[] {
  const { load, loadHosts, workers, cpu, cpus, proxy } = figures;
  const all = cpu.cores.map((_, core) => core);
  const { coresByRole: used } = cpu;
  const roles: Role[] = [
    { name: 'load', processes: load.processes, usedCores: used.load, cpus: cpus?.load ?? all },
    {
      name: 'target',
      processes: workers,
      usedCores: (used.target ?? 0) + used.primary,
      cpus: cpus?.target ?? all,
    },
    { name: 'proxy', processes: proxyWorkers(figures), usedCores: used.proxy, cpus: cpus?.proxy ?? all },
  ];
  const isAbsent = { load: loadHosts.length > 0, target: used.target === null, proxy: proxy === null };
  return roles.filter(({ name }) => !isAbsent[name]);
}
