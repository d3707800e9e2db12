/** `--cpus auto`: who gets which cores. */
import type { Cores } from '../host/cpu-topology.ts';
import type { PinnedCpus } from '../records/run.ts';

export interface Pinning {
  /** Null where nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  /** What the user must know of it. */
  readonly notice: string | null;
}

/** From so many cores on, a proxy has its own; below, it would take too much from the target. */
const CORES_FOR_OWN_PROXY = 8;

/**
 * The load gets the last quarter of the cores, at least one; from 8 cores on the proxy gets an eighth before them, so
 * that the target has the same cores with a proxy and without; the target gets the rest. Whole cores, never the two
 * threads of one to two roles: what one thread does slows the other down.
 */
export function autoCpus(cores: Cores): Pinning {
  if (cores.length < 2) {
    const notice = '--cpus auto pins nothing here: there is one core, which target and load must share';
    return { cpus: null, notice };
  }
  const forLoad = Math.max(1, Math.floor(cores.length / 4));
  const forProxy = cores.length >= CORES_FOR_OWN_PROXY ? Math.floor(cores.length / 8) : 0;
  const forTarget = cores.length - forLoad - forProxy;
  const target = cpus(cores.slice(0, forTarget));
  const proxy = forProxy > 0 ? cpus(cores.slice(forTarget, forTarget + forProxy)) : [...target];
  return { cpus: { target, proxy, load: cpus(cores.slice(-forLoad)) }, notice: null };
}

function cpus(cores: Cores): number[] {
  return cores.flat().sort((a, b) => a - b);
}
