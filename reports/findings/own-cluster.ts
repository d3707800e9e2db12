import { measured } from '../comparison.ts';
import { strong, type Text, text } from '../document/inline.ts';
import { counted } from '../format.ts';
import type { Group } from '../groups.ts';
import { ownCluster } from '../own-cluster.ts';
import { named } from './naming.ts';

/** Warns that a single-process variant is a cluster. It comes first: all other findings would misread the variant's name. */
export function ownClusterFindings({ results }: Group): Text[] {
  const own = measured(results).filter((result) => ownCluster(result) !== null);
  if (own.length === 0) return [];
  const workers = Math.max(...own.map((result) => ownCluster(result) ?? 0));
  const hasClusters = measured(results).some(({ cell }) => cell.hasPrimary);
  const advice = hasClusters
    ? ' A script that forks cannot serve as a worker either: to compare clusters, measure the script that its workers run.'
    : '';
  const are = own.length === 1 ? 'is' : 'are';
  return [
    text`${strong(`The app runs its own cluster of ${counted(workers, 'worker')}`)}: ${named(own)} ${are} that cluster, not a single process. No variant is compared with ${named(own)}.${advice}`,
  ];
}
