import type { HostFacts, PinnedCpus, Warning } from '../../records/run.ts';
import { cgroupLimit, governor, smt } from './hardware.ts';
import { sharedThreads } from './shared-threads.ts';

/**
 * What of the host itself disturbs a run's figures, from its record's header alone. What changes while it runs, its
 * trials tell: the load average holds the run before, too.
 *
 * @param cpus cores that the roles were pinned to; null where none was, and threads of one core may be shared
 */
export function hostWarnings(host: HostFacts, cpus: PinnedCpus | null): Warning[] {
  const doubts = [governor(host), cgroupLimit(host)].filter(({ level }) => level === 'doubtful');
  const unpinned = host.smt ? [smt(host)] : [];
  const shared = cpus === null ? unpinned : [sharedThreads(host.coreThreads, cpus) ?? []].flat();
  return [...doubts, ...shared].map(({ code, text, numbers }) => ({ code, text, numbers }));
}
