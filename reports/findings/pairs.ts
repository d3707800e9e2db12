/** Policies against each other, and nginx against none: pair by pair, for a mean over unlike rows says nothing. */
import { arrangementOf } from '../arrangement.ts';
import { type Comparison, measured, memberPairs, policiesOf, workersPairs } from '../comparison.ts';
import { code } from '../escape.ts';
import { between, counted, figure, fixed, listed, ratio, signedPercent } from '../format.ts';
import { connectionsBindAll } from '../group-bound.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { balanceOf } from '../worker-balance.ts';
import { primaryFindings } from './primary.ts';

/** More pairs than this are counted; their figures stand in the table of comparisons. */
const MOST_NAMED = 3;

export function policyFindings(group: Group): string[] {
  return [
    ...primaryFindings(group),
    ...byLabel(memberPairs(group, 'policy'), ({ cell }) => code(cell.policy ?? '')),
    skew(group),
  ].filter((text) => text !== '');
}

export function proxyFindings(group: Group): string[] {
  const proxied = measured(group.results).filter(({ cell }) => cell.proxy !== null);
  if (proxied.length === 0) return [];
  const cores = between(
    proxied.map(({ figures }) => figures.coresByRole.proxy),
    (value) => fixed(value, 2),
  );
  return [
    ...byLabel(memberPairs(group, 'proxy'), ({ cell }) =>
      cell.proxy === null ? 'nothing' : `${code(cell.proxy)} in front`,
    ),
    `The proxy itself used ${cores} cores.`,
    ...byLabel(memberPairs(group, 'topology'), ({ cell }) => code(arrangementOf(cell))),
  ].filter((text) => text !== '');
}

/** Step by step, whether more workers still help; without meaning where the load's limit makes the figures. */
export function workersFindings(group: Group): string[] {
  const pairs = workersPairs(group);
  if (pairs.length === 0 || connectionsBindAll(group)) return [];
  const steps = groupedBy(
    pairs.toSorted((a, b) => a.result.cell.workers - b.result.cell.workers),
    ({ result, against }) => `from ${against.cell.workers} to ${result.cell.workers}`,
  );
  const said = [...steps].map(([step, members]) => `${step}, ${counts(members).text}`);
  return [`More workers: ${said.join('; ')}.`];
}

/** A latency is not more or less, but higher or lower. */
const OUTCOMES = [
  ['more', 'more in', 'higher in'],
  ['less', 'less in', 'lower in'],
  ['level', 'no difference beyond the spread in', 'no difference beyond the spread in'],
  ['unknown', 'spread unknown in', 'spread unknown in'],
] as const;

/** A sentence for each two that are held against each other: `` `rr` against `none` ``. */
function byLabel(pairs: readonly Comparison[], nameOf: (result: Comparison['result']) => string): string[] {
  const labels = groupedBy(pairs, ({ result, against }) => `${nameOf(result)} against ${nameOf(against)}`);
  return [...labels].map(([label, members]) => sentence(label, members));
}

function sentence(label: string, pairs: readonly Comparison[]): string {
  if (pairs.length === 0) return '';
  if (pairs.length <= MOST_NAMED) return `${label}: ${pairs.map(pair).join('; ')}.`;
  const { text, mixed } = counts(pairs);
  return `${label}${mixed ? `, of ${counted(pairs.length, 'pair')}` : ''}: ${text}.`;
}

function counts(pairs: readonly Comparison[]): { text: string; mixed: boolean } {
  const all = pairs.length === 1 ? 'the one pair' : `all ${pairs.length} pairs`;
  const isLatency = pairs[0]?.result.metric.better === 'lower';
  const said = OUTCOMES.flatMap(([outcome, ofRates, ofLatencies]) => {
    const words = isLatency ? ofLatencies : ofRates;
    const members = pairs.filter((each) => each.outcome === outcome);
    if (members.length === 0) return [];
    const count = members.length === pairs.length ? all : `${members.length}`;
    return [`${words} ${count}${outcome === 'level' ? '' : span(members)}`];
  });
  return { text: listed(said), mixed: said.length > 1 };
}

function pair({ result, against, outcome, ratio: times }: Comparison): string {
  const { longUnit, shownPer } = result.metric;
  const [here, there] = [result, against].map(({ figures }) => figure(figures.score.mean / shownPer));
  const change = times === null ? '' : `, ${signedPercent(times - 1)}`;
  const verdict =
    outcome === 'level'
      ? ', no difference beyond the spread'
      : outcome === 'unknown'
        ? `${change}, spread unknown`
        : change;
  return `${code(result.setup)} ${here} against ${there ?? ''} ${longUnit}${verdict}`;
}

function span(pairs: readonly Comparison[]): string {
  const changes = pairs.flatMap(({ ratio: times }) => (times === null ? [] : [times - 1]));
  if (changes.length === 0) return '';
  const names =
    pairs.length <= MOST_NAMED ? `${listed(pairs.map(({ result }) => code(result.setup)))}: ` : '';
  return ` (${names}${between(changes, signedPercent)})`;
}

/** How unevenly each policy hands out requests: a range over its setups, none of them averaged with another. */
function skew({ results }: Group): string {
  const said = policiesOf(results).flatMap((policy) => {
    const balances = results
      .filter(({ cell }) => cell.policy === policy)
      .flatMap((result) => balanceOf(result, 'requests') ?? []);
    if (balances.length === 0) return [];
    const ratios = balances.flatMap(({ largestToSmallest }) => largestToSmallest ?? []);
    const idle = balances.length > ratios.length ? 'a worker without any request' : '';
    const times = ratios.length === 0 ? '' : `up to ${ratio(Math.max(...ratios))} ×`;
    return [`${listed([times, idle].filter(Boolean))} under \`${policy}\``];
  });
  return said.length === 0
    ? ''
    : `The busiest worker of a trial against its idlest, in requests: ${said.join('; ')}.`;
}
