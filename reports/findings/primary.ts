import { measured, policiesOf } from '../comparison.ts';
import { code } from '../escape.ts';
import { between, fixed, listed } from '../format.ts';
import type { Group } from '../groups.ts';

/** Of a core: beyond it the primary has hardly any time left. */
const BUSY = 0.85;

/** What handing out connections costs the primary, where every request has one of its own. */
export function primaryFindings({ results, scenarioFacts }: Group): string[] {
  if (scenarioFacts?.mode !== 'new-connections') return [];
  const clusters = measured(results).filter(({ cell }) => cell.hasPrimary);
  const said = policiesOf(results).flatMap((policy) => {
    const cores = clusters
      .filter(({ cell }) => cell.policy === policy)
      .map(({ figures }) => figures.coresByRole.primary);
    return cores.length === 0
      ? []
      : [`${between(cores, (value) => fixed(value, 2))} cores under \`${policy}\``];
  });
  if (said.length === 0) return [];
  const full = clusters.flatMap(({ cell: { policy }, figures }) =>
    policy !== null && figures.coresByRole.primary >= BUSY ? [policy] : [],
  );
  return [
    `**Each request has a connection of its own, which is where policies differ.** The primary used ${said.join('; ')}.` +
      (full.length > 0
        ? ` Under ${listed([...new Set(full)].map(code))} every connection goes through it: where it is busy throughout, more workers cannot help.`
        : ''),
  ];
}
