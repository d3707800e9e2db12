/** One process per container against a cluster in one container: topologies compared at the same CPU limit. */
import { type Comparison, memberPairs } from '../comparison.ts';
import { cpuLimitOf, throttledSeconds, throttledShare } from '../cpu-limits.ts';
import { joined, strong, type Text, text } from '../document/inline.ts';
import { fixed, percent } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { pairText } from './pair-text.ts';

/** Pairs of topologies that have a CPU limit. */
function limitedPairs(group: Group): Comparison[] {
  return memberPairs(group, 'topology').filter(({ result }) => cpuLimitOf(result.cell) !== null);
}

export function cpuLimitFindings(group: Group): Text[] {
  const byLimit = groupedBy(limitedPairs(group), ({ result }) => cpuLimitOf(result.cell) ?? '');
  return [...byLimit].map(([limit, pairs]) => {
    const each = pairs.map((pair) => text`${pairText(pair)}${latencies(pair)}${throttled(pair)}`);
    return text`${strong(`At equal CPU, ${limit}`)}: ${joined(each, '; ')}.`;
  });
}

function latencies({ result, against }: Comparison): string {
  const [here, there] = [result, against].map(({ figures }) => figures.latency.p99?.mean);
  return here === undefined || there === undefined ? '' : `, p99 ${fixed(here, 0)} vs ${fixed(there, 0)} ms`;
}

function throttled({ result, against }: Comparison): string {
  return `, throttled in ${sharesOf(result)} vs ${sharesOf(against)} of periods (${secondsOf(result)} vs ${secondsOf(against)} s)`;
}

function sharesOf({ ok }: Measured): string {
  return percent(throttledShare(ok.flatMap(({ cpuLimits }) => cpuLimits)) ?? 0, 0);
}

function secondsOf(result: Measured): string {
  return fixed(throttledSeconds(result), 1);
}
