import { measured } from './comparison.ts';
import { counted, figure } from './format.ts';
import type { Group } from './groups.ts';
import { boundsOf, limitOf } from './limits.ts';
import type { Measured } from './measured.ts';

/** What the connections allow to the setups of a group: the client sets it, not the server. */
export interface GroupBound {
  /** Requests per second, of the setup that has the highest: none can pass it. */
  readonly limit: number;
  readonly connections: number;
  /** `500 connections / 50.1 ms = 9,980 requests per second` */
  readonly formula: string;
  /** Setups whose lowest bound this is, and that reach it: it, and not the setup, makes their figure. */
  readonly binding: readonly Measured[];
  readonly others: readonly Measured[];
}

/** Null where no trial has a bound set by connections, and where no rate is judged: it bounds nothing else. */
export function groupBound({ results, metric }: Group): GroupBound | null {
  if (!metric.isRate) return null;
  const limits = results.flatMap((result) => boundsOf(result).filter(({ setBy }) => setBy === 'connections'));
  const connections = results.flatMap(({ ok }) => ok)[0]?.load.connections;
  if (limits.length === 0 || connections === undefined) return null;
  const limit = Math.max(...limits.map((bound) => bound.limit));
  const all = measured(results);
  const isBound = (result: Measured) => {
    const lowest = limitOf(result);
    return lowest?.setBy === 'connections' && lowest.binds;
  };
  return {
    limit,
    connections,
    formula: `${counted(connections, 'connection')} / ${figure((connections * 1000) / limit)} ms = ${figure(limit)} requests per second`,
    binding: all.filter(isBound),
    others: all.filter((result) => !isBound(result)),
  };
}

/** Whether the load's limit makes the figure of every setup, so that no ranking of them means anything. */
export function connectionsBindAll(group: Group): boolean {
  return groupBound(group)?.others.length === 0;
}
