import { measured } from '../comparison.ts';
import { between, fixed } from '../format.ts';
import type { Group } from '../groups.ts';

/** Of a core: beyond it the primary has hardly any time left. */
const BUSY = 0.85;

/** What handing out connections costs the primary, where every request has one of its own. */
export function primaryFindings({ results, scenarioFacts }: Group): string[] {
  if (scenarioFacts?.mode !== 'new-connections') return [];
  const clusters = measured(results).filter(({ cell }) => cell.topology === 'cluster');
  const said = (['rr', 'none', 'reuseport'] as const).flatMap((policy) => {
    const cores = clusters
      .filter(({ cell }) => cell.policy === policy)
      .map(({ figures }) => figures.coresByRole.primary);
    return cores.length === 0
      ? []
      : [`${between(cores, (value) => fixed(value, 2))} cores under \`${policy}\``];
  });
  if (said.length === 0) return [];
  const full = clusters.some(
    ({ cell, figures }) => cell.policy === 'rr' && figures.coresByRole.primary >= BUSY,
  );
  return [
    `**Each request has a connection of its own, which is where policies differ.** The primary used ${said.join('; ')}.` +
      (full
        ? ' Under `rr` every connection goes through it: where it is busy throughout, more workers cannot help.'
        : ''),
  ];
}
