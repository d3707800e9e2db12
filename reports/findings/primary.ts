import type { LoadMode } from '../../harness/records/run.ts';
import { measured, policiesOf } from '../comparison.ts';
import { code, joined, listed, strong, type Text, text } from '../document/inline.ts';
import { between, fixed } from '../format.ts';
import type { Group } from '../groups.ts';

/** A primary that uses more of a core than this has hardly any time left. */
const BUSY = 0.85;

/** The unit that opens a connection; null where connections are kept. */
const OPENING: Readonly<Record<LoadMode['connections'], string | null>> = {
  kept: null,
  'per-request': 'Each request',
  'per-iteration': 'Each iteration',
};

/** How much CPU the primary needs to hand out connections, where each request or iteration opens one. */
export function primaryFindings({ results, scenarioFacts }: Group): Text[] {
  const opening = OPENING[scenarioFacts?.mode.connections ?? 'kept'];
  if (opening === null) return [];
  const clusters = measured(results).filter(({ cell }) => cell.hasPrimary);
  const costs = policiesOf(results).flatMap((policy) => {
    const cores = clusters
      .filter(({ cell }) => cell.policy === policy)
      .map(({ figures }) => figures.coresByRole.primary);
    return cores.length === 0
      ? []
      : [text`${between(cores, (value) => fixed(value, 2))} cores with ${code(policy)}`];
  });
  if (costs.length === 0) return [];
  const full = clusters.flatMap(({ cell: { policy }, figures }) =>
    policy !== null && figures.coresByRole.primary >= BUSY ? [policy] : [],
  );
  const names = listed([...new Set(full)].map(code));
  const consequence =
    full.length > 0
      ? text` With ${names} every connection goes through the primary: once it is busy all the time, more workers cannot help.`
      : '';
  return [
    text`${strong(`${opening} opens its own connection, which is where policies differ.`)} The primary used ${joined(costs, '; ')}.${consequence}`,
  ];
}
