/** Logs of numbered requests, for tests. */
import type { LogOfProcess } from '../../load/numbered/log-file.ts';
import { OUTCOMES, type Outcome } from '../../load/numbered/request-log.ts';

export interface LoggedRow {
  readonly number: number;
  readonly dueMs: number;
  readonly sentMs: number;
  readonly endMs: number;
  readonly outcome: Outcome;
  readonly status?: number;
  /** Name of a request that must not be sent twice. */
  readonly name?: string;
  /** How often workers noted that it began. */
  readonly begun?: number;
  readonly isFinished?: boolean;
}

export function logOf(rows: readonly LoggedRow[], waiting = 0): LogOfProcess {
  const nameList = [...new Set(rows.flatMap(({ name }) => name ?? []))];
  return {
    count: rows.length,
    waiting,
    nameList,
    numbers: Float64Array.from(rows, ({ number }) => number),
    dueMs: Float64Array.from(rows, ({ dueMs }) => dueMs),
    sentMs: Float64Array.from(rows, ({ sentMs }) => sentMs),
    endMs: Float64Array.from(rows, ({ endMs }) => endMs),
    outcomes: Uint8Array.from(rows, ({ outcome }) => OUTCOMES.indexOf(outcome)),
    statuses: Uint16Array.from(rows, ({ status = 0 }) => status),
    names: Int16Array.from(rows, ({ name }) => (name === undefined ? -1 : nameList.indexOf(name))),
  };
}
