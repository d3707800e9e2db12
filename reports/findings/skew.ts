import { policiesOf } from '../comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { listed, ratio } from '../format.ts';
import type { Group } from '../groups.ts';
import { balanceOf } from '../worker-balance.ts';

/** How unevenly each policy spreads requests: the worst of its variants, none averaged with another. */
export function skewFindings({ results }: Group): Text[] {
  const skews = policiesOf(results).flatMap((policy) => {
    const balances = results
      .filter(({ cell }) => cell.policy === policy)
      .flatMap((result) => balanceOf(result, 'requests') ?? []);
    if (balances.length === 0) return [];
    const ratios = balances.flatMap(({ largestToSmallest }) => largestToSmallest ?? []);
    const times = ratios.length === 0 ? [] : [`up to ${ratio(Math.max(...ratios))} ×`];
    const idle = balances.length > ratios.length ? ['a worker without any request'] : [];
    return [text`${listed([...times, ...idle])} with ${code(policy)}`];
  });
  return skews.length === 0
    ? []
    : [text`${strong('Balance')}, most / fewest requests of a worker in a trial: ${joined(skews, '; ')}.`];
}
