import { type CellResult, lowestBound } from './cell-result.ts';
import { type Measured, measured } from './comparison.ts';
import { counted, figure } from './format.ts';
import type { Group } from './groups.ts';

/** What the connections allow, for all setups of a group alike: the client sets it, not the server. */
export interface GroupBound {
  /** Requests per second. */
  readonly limit: number;
  readonly connections: number;
  /** `500 connections / 50 ms = 10,000 requests per second` */
  readonly formula: string;
  /** Setups whose mean throughput is at least 0.9 of the limit: it, and not the setup, makes their figure. */
  readonly binding: readonly Measured[];
  readonly below: readonly Measured[];
}

const BINDING = 0.9;

/** Null where no trial has a bound set by connections. */
export function groupBound({ results, scenarioFacts }: Group): GroupBound | null {
  const bounded = results.filter((result) => boundOf(result) !== null);
  const limit = Math.min(...bounded.map((result) => boundOf(result) ?? Number.POSITIVE_INFINITY));
  const connections = bounded[0]?.ok[0]?.load.connections;
  if (!Number.isFinite(limit) || connections === undefined) return null;
  const delay = scenarioFacts?.delayMs;
  const share = ({ figures }: Measured) => figures.throughput.mean / limit;
  const all = measured(results);
  return {
    limit,
    connections,
    formula: `${counted(connections, 'connection')}${delay ? ` / ${delay} ms` : ''} = ${figure(limit)} requests per second`,
    binding: all.filter((result) => share(result) >= BINDING),
    below: all.filter((result) => share(result) < BINDING),
  };
}

function boundOf(result: CellResult): number | null {
  return lowestBound(result, 'connections');
}
