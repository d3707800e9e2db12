/** The order of a group's setups by its metric, as far as the trials can tell. */
import { betterInWords } from '../harness/stats/metrics/metric.ts';
import type { CellResult } from './cell-result.ts';
import { compare, scored } from './comparison.ts';
import { connectionsBindAll } from './group-bound.ts';
import type { Group } from './groups.ts';
import type { Scored } from './measured.ts';
import { isOneRate } from './open-loop.ts';

/** The best figure first. */
export function ranked({ results, metric }: Group): Scored[] {
  const sign = metric.better === 'higher' ? -1 : 1;
  return scored(results).toSorted((a, b) => sign * (a.figures.score.mean - b.figures.score.mean));
}

/**
 * 1 + the number of setups that are better beyond the spread, so that those who share the lead are all first. Null
 * where nothing is known about a spread, the load's limit makes the figures, or latencies are of different loads.
 */
export function ranksOf(group: Group): ReadonlyMap<CellResult, number> | null {
  const results = scored(group.results);
  if (results.length < 2 || results.some(({ ok }) => ok.length < 2)) return null;
  if (connectionsBindAll(group) || !isOneRate(results)) return null;
  const wanted = betterInWords(group.metric);
  const better = (result: Scored) =>
    results.filter((other) => other !== result && compare(other, result).outcome === wanted);
  return new Map(results.map((result) => [result, 1 + better(result).length]));
}
