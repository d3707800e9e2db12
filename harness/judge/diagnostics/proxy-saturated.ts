import type { Diagnostic } from '../diagnostic.ts';
import { proxyWorkers } from '../shared-cores.ts';

/** A busy process uses at most one core; the rest is noise of ticks and interrupts. */
const BUSY_CORES = 0.9;

export const proxySaturated: Diagnostic = {
  code: 'proxy-saturated',
  find: (figures) => {
    const workers = proxyWorkers(figures);
    if (workers === 0) return null;
    const { processes, load, cpu, cpus, hasProxyThreads } = figures;
    const busiest =
      Math.max(...processes.filter(({ role }) => role === 'proxy').map(({ cpuSeconds }) => cpuSeconds ?? 0)) /
      load.windowSeconds;
    const used = cpu.coresByRole.proxy;
    const cores = Math.min(workers, cpus?.proxy.length ?? cpu.cores.length);
    // A process with threads may use several cores.
    const isOneBusy = !hasProxyThreads && busiest >= BUSY_CORES;
    if (!isOneBusy && used < BUSY_CORES * cores) return null;
    return {
      text: 'the proxy’s processes had no core time left, and may have held the app back: give the proxy more cores (--cpus), or measure without it (--proxy none)',
      numbers: { used, busiest, workers, cores },
    };
  },
};
