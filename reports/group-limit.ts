import { measured } from './comparison.ts';
import { counted, figure } from './format.ts';
import type { Group } from './groups.ts';
import { limitOf, limitsOf } from './limits.ts';
import type { Measured } from './measured.ts';

/** The limit that the connections set for the variants of a group: it is the client's doing, not the server's. */
export interface GroupLimit {
  /** Requests per second. The highest of any variant, so that none can exceed it. */
  readonly limit: number;
  readonly connections: number;
  /** `500 connections / 50.1 ms = 9,980 requests per second` */
  readonly formula: string;
  /** Variants that reach this limit before any other: it determines their figures. */
  readonly binding: readonly Measured[];
  readonly others: readonly Measured[];
}

/** Null where no trial has a limit set by connections, and where the metric is no rate, to which it does not apply. */
export function groupLimit({ results, metric }: Group): GroupLimit | null {
  if (!metric.isRate) return null;
  const limits = results.flatMap((result) => limitsOf(result).filter(({ setBy }) => setBy === 'connections'));
  const connections = results.flatMap(({ ok }) => ok)[0]?.load.connections;
  if (limits.length === 0 || connections === undefined) return null;
  const limit = Math.max(...limits.map((one) => one.limit));
  const all = measured(results);
  const binds = (result: Measured) => {
    const lowest = limitOf(result);
    return lowest?.setBy === 'connections' && lowest.binds;
  };
  return {
    limit,
    connections,
    formula: `${counted(connections, 'connection')} / ${figure((connections * 1000) / limit)} ms = ${figure(limit)} requests per second`,
    binding: all.filter(binds),
    others: all.filter((result) => !binds(result)),
  };
}

/** Whether the connections limit every variant, so that a ranking means nothing. */
export function connectionsBindAll(group: Group): boolean {
  return groupLimit(group)?.others.length === 0;
}
