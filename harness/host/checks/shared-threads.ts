/** Roles that were pinned apart, and yet to threads of one core: each slows the other down, and nothing shows it. */

import type { PinnedCpus, Warning } from '../../records/run.ts';
import type { Cores } from '../cpu-topology.ts';

/** Null where the roles share no core, or only by name: whose CPUs overlap shares them knowingly. */
export function sharedThreads(
  coreThreads: Cores | null,
  { target, proxy, load }: PinnedCpus,
): Warning | null {
  const measured = new Set([...target, ...proxy]);
  const sending = new Set(load);
  const shared = (coreThreads ?? []).filter(
    (threads) =>
      threads.some((cpu) => sending.has(cpu) && !measured.has(cpu)) &&
      threads.some((cpu) => measured.has(cpu) && !sending.has(cpu)),
  );
  const [first] = shared;
  if (!first) return null;
  return {
    code: 'threads-shared',
    text: `--cpus keeps the load on threads of cores whose other threads are the target's (${first.join(' and ')} are one core): each slows the other down; give each whole cores, as --cpus auto does`,
    numbers: { cores: shared.length },
  };
}
