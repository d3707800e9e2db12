/** Workers, policies, proxies and topologies compared pair by pair: a mean over unlike variants means nothing. */
import { type Comparison, measured, memberPairs, workersPairs } from '../comparison.ts';
import { code, joined, listed, type Part, strong, type Text, text, wordsOf } from '../document/inline.ts';
import { between, counted, figure, fixed, signedPercent } from '../format.ts';
import { connectionsBindAll } from '../group-bound.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { primaryFindings } from './primary.ts';
import { skewFindings } from './skew.ts';

/** More pairs than this are counted; their figures stand in the table of compared variants. */
const MOST_NAMED = 3;

export function policyFindings(group: Group): Text[] {
  return [
    ...primaryFindings(group),
    ...byLabel('Policy', memberPairs(group, 'policy'), ({ cell }) => code(cell.policy ?? '')),
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
    ...byLabel('Proxy', memberPairs(group, 'proxy'), ({ cell }) =>
      cell.proxy === null ? 'no proxy' : code(cell.proxy),
    ),
    text`${strong('CPU of the proxy')}: ${cores} cores.`,
    ...byLabel('Topology', memberPairs(group, 'topology'), ({ cell }) =>
      code(cell.policy === null ? cell.topology : `${cell.topology}-${cell.policy}`),
    ),
  ];
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
  nameOf: (result: Comparison['result']) => Part,
): Text[] {
  const labelOf = ({ result, against }: Comparison) => text`${what} ${nameOf(result)} vs ${nameOf(against)}`;
  return [...groupedBy(pairs, (pair) => wordsOf(labelOf(pair))).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const details =
      members.length <= MOST_NAMED ? joined(members.map(pairText), '; ') : text`${counts(members)}`;
    return [text`${strong(labelOf(first))}, ${first.result.metric.label}: ${details}.`];
  });
}

function pairText({ result, against, outcome, ratio }: Comparison): Text {
  const { longUnit, shownPer } = result.metric;
  const [here = '', there = ''] = [result, against].map(({ figures }) =>
    figure(figures.score.mean / shownPer),
  );
  const change = ratio === null ? [] : [signedPercent(ratio - 1)];
  const verdict = {
    more: change,
    less: change,
    level: ['no significant difference'],
    unknown: [...change, 'spread unknown'],
  }[outcome].join(', ');
  return text`${code(result.variant)} ${here} vs ${there} ${longUnit}${verdict === '' ? '' : ` (${verdict})`}`;
}

const OUTCOMES = [
  ['more', 'higher'],
  ['less', 'lower'],
  ['level', 'no significant difference'],
  ['unknown', 'spread unknown'],
] as const;

/** `higher in 1 of 4 pairs (+3.3%), lower in 2 (−9.0% to −4.1%) and no significant difference in 1`. */
function counts(pairs: readonly Comparison[]): Text {
  const found = OUTCOMES.map(([outcome, words]) => ({
    words,
    members: pairs.filter((each) => each.outcome === outcome),
    changes: outcome === 'level' ? () => '' : changesIn,
  })).filter(({ members }) => members.length > 0);
  return listed(
    found.map(({ words, members, changes }, at) => {
      const count = at === 0 ? countOf(members.length, pairs.length) : String(members.length);
      return text`${words} in ${count}${changes(members)}`;
    }),
  );
}

function countOf(count: number, all: number): string {
  if (count < all) return `${count} of ${counted(all, 'pair')}`;
  return all === 1 ? 'the only pair' : `all ${all} pairs`;
}

function changesIn(pairs: readonly Comparison[]): Part {
  const changes = pairs.flatMap(({ ratio }) => (ratio === null ? [] : [ratio - 1]));
  if (changes.length === 0) return '';
  const names =
    pairs.length <= MOST_NAMED ? text`${listed(pairs.map(({ result }) => code(result.variant)))}: ` : '';
  return text` (${names}${between(changes, signedPercent)})`;
}
