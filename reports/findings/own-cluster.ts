import { measured } from '../comparison.ts';
import { counted } from '../format.ts';
import type { Group } from '../groups.ts';
import { ownCluster } from '../own-cluster.ts';
import { named } from './naming.ts';

/** Comes first: every other sentence would take the setup for what its name says. */
export function ownClusterFindings({ results }: Group): string[] {
  const own = measured(results).filter((result) => ownCluster(result) !== null);
  if (own.length === 0) return [];
  const workers = Math.max(...own.map((result) => ownCluster(result) ?? 0));
  const others = measured(results).some(({ cell }) => cell.hasPrimary)
    ? ` A script that forks is no worker either: measure what its workers run to compare clusters.`
    : '';
  return [
    `**The app runs its own cluster of ${counted(workers, 'worker')}**: ${named(own)} ${own.length === 1 ? 'is' : 'are'} that cluster, and ` +
      `not a single process. No setup is compared with it as ${named(own)}.${others}`,
  ];
}
