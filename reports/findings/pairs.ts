/** Workers, policies, proxies and topologies compared pair by pair: a mean over unlike variants means nothing. */
import type { Cell } from '../../harness/records/run.ts';
import { arrangementOf } from '../arrangement.ts';
import { type Comparison, measured, memberPairs, settingsApart, workersPairs } from '../comparison.ts';
import { cpuLimitOf } from '../cpu-limits.ts';
import { code, joined, type Part, strong, type Text, text, wordsOf } from '../document/inline.ts';
import { between, fixed } from '../format.ts';
import { connectionsBindAll } from '../group-limit.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import type { Scored } from '../measured.ts';
import { counts, MOST_NAMED } from './pair-counts.ts';
import { pairText } from './pair-text.ts';
import { primaryFindings } from './primary.ts';
import { skewFindings } from './skew.ts';

export function policyFindings(group: Group): Text[] {
  return [
    ...primaryFindings(group),
    ...byLabel(
      'Policy',
      memberPairs(group, 'policy'),
      byName(({ cell }) => code(cell.policy ?? '')),
    ),
    ...skewFindings(group),
  ];
}

export function proxyFindings(group: Group): Text[] {
  const proxied = measured(group.results).filter(({ cell }) => cell.proxy !== null);
  if (proxied.length === 0) return [];
  const cores = between(
    proxied.map(({ figures }) => figures.coresByRole.proxy),
    (value) => fixed(value, 2),
  );
  return [
    ...byLabel(
      'Proxy',
      memberPairs(group, 'proxy'),
      byName(({ cell }) => (cell.proxy === null ? 'no proxy' : code(cell.proxy))),
    ),
    text`${strong('CPU of the proxy')}: ${cores} cores.`,
    ...byLabel(
      'Topology',
      memberPairs(group, 'topology').filter(({ result }) => cpuLimitOf(result.cell) === null),
      byName(({ cell }) => code(arrangementOf(cell))),
    ),
  ];
}

/** Settings of topologies, and variables of `--env`. */
export function settingFindings(group: Group): Text[] {
  const nameOf = (cell: Cell, other: Cell) => {
    const apart = settingsApart(cell, other);
    return apart === '' ? 'the default' : code(apart);
  };
  return byLabel('Setting', memberPairs(group, 'settings'), ({ result, against }) => [
    nameOf(result.cell, against.cell),
    nameOf(against.cell, result.cell),
  ]);
}

/** Whether more workers still help, step by step. Empty where the connections limit every variant. */
export function workersFindings(group: Group): Text[] {
  const pairs = workersPairs(group);
  if (pairs.length === 0 || connectionsBindAll(group)) return [];
  const steps = groupedBy(
    pairs.toSorted((a, b) => a.result.cell.workers - b.result.cell.workers),
    ({ result, against }) => `from ${against.cell.workers} to ${result.cell.workers}`,
  );
  const findings = [...steps].map(([step, members]) => text`${step}, ${counts(members)}`);
  return [text`${strong('More workers')}, ${group.metric.label}: ${joined(findings, '; ')}.`];
}

/** A finding for each two names that are compared: `` Policy `rr` vs `none` ``. */
function byLabel(
  what: string,
  pairs: readonly Comparison[],
  namesOf: (pair: Comparison) => readonly [one: Part, other: Part],
): Text[] {
  const labelOf = (pair: Comparison) => {
    const [one, other] = namesOf(pair);
    return text`${what} ${one} vs ${other}`;
  };
  return [...groupedBy(pairs, (pair) => wordsOf(labelOf(pair))).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const details = members.length <= MOST_NAMED ? joined(members.map(pairText), '; ') : counts(members);
    return [text`${strong(labelOf(first))}, ${first.result.metric.label}: ${details}.`];
  });
}

function byName(nameOf: (result: Scored) => Part): (pair: Comparison) => readonly [Part, Part] {
  return ({ result, against }) => [nameOf(result), nameOf(against)];
}
