/** The order of a group's variants by its metric, as far as the trials allow. */
import { betterInWords } from '../harness/stats/metrics/metric.ts';
import type { CellResult } from './cell-result.ts';
import { compare, scored } from './comparison.ts';
import { connectionsBindAll } from './group-limit.ts';
import type { Group } from './groups.ts';
import type { Scored } from './measured.ts';
import { isOneRate } from './open-loop.ts';

/** The best figure first. */
export function ranked({ results, metric }: Group): Scored[] {
  const sign = metric.better === 'higher' ? -1 : 1;
  return scored(results).toSorted((a, b) => sign * (a.figures.score.mean - b.figures.score.mean));
}

/**
 * Ranks each result 1 + the number of variants that are significantly better, so that all that share the lead are first.
 * Null where there are too few trials to tell, where the connections limit every variant, and where latencies are of different loads.
 */
export function ranksOf(group: Group): ReadonlyMap<CellResult, number> | null {
  const results = scored(group.results);
  if (results.length < 2 || results.some(({ ok }) => ok.length < 2)) return null;
  if (connectionsBindAll(group) || !isOneRate(results)) return null;
  const isUntold = (one: Scored, other: Scored) => compare(one, other).outcome === 'unknown';
  if (results.some((one, at) => results.slice(at + 1).some((other) => isUntold(one, other)))) return null;
  const wanted = betterInWords(group.metric);
  const better = (result: Scored) =>
    results.filter((other) => other !== result && compare(other, result).outcome === wanted);
  return new Map(results.map((result) => [result, 1 + better(result).length]));
}
