/** Two balancers in a row: a proxy over a cluster, whose primary balances again, against a proxy over processes. */
import { cpuPerRequest } from '../../harness/stats/metrics/cpu-per-request.ts';
import { mean } from '../../harness/stats/summary.ts';
import { memberPairs } from '../comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { figure, signedPercent } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Scored } from '../measured.ts';

/** The cost of the second balancer, in CPU time per request of the whole app. */
export function doubleBalancingFindings(group: Group): Text[] {
  const pairs = memberPairs(group, 'topology').filter(
    ({ result, against }) =>
      result.cell.proxy !== null && result.cell.policy === null && against.cell.policy !== null,
  );
  const costs = pairs.flatMap(({ result, against }) => {
    const [once, twice] = [cpuMicroseconds(result), cpuMicroseconds(against)];
    if (once === null || twice === null) return [];
    return [
      text`${code(against.cell.variant)} ${figure(twice)} vs ${code(result.cell.variant)} ${figure(once)} µs (${signedPercent(twice / once - 1)})`,
    ];
  });
  return costs.length === 0
    ? []
    : [
        text`${strong('Balancing twice')} (the proxy, and the cluster’s primary behind it), CPU time of the app per request: ${joined(costs, '; ')}.`,
      ];
}

function cpuMicroseconds({ cell, ok }: Scored): number | null {
  const each = ok.flatMap((trial) => cpuPerRequest.read(trial, cell) ?? []);
  return each.length === 0 ? null : mean(each);
}
