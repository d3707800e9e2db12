/** A run whose every cell is settled: what is started, what is sent, by whom, and what a correct response is. */

import type { Scenario } from '../../scenarios/index.ts';
import type { Request } from '../../scenarios/request.ts';
import type { Policy } from '../../targets/policies/index.ts';
import type { ReverseProxy } from '../../targets/proxies/index.ts';
import type { Service } from '../../targets/services/index.ts';
import type { SettingValues } from '../../targets/setting.ts';
import type { Topology } from '../../targets/topology.ts';
import type { Client } from '../load/clients/index.ts';
import type { ResponseRule } from '../load/response-rule.ts';
import type { Cell, Skipped } from '../records/run.ts';
import type { CellEvent } from './events.ts';
import type { AppSource, RunConfig } from './run-config.ts';

export interface ResolvedCell {
  readonly id: string;
  /** What a record holds of it. */
  readonly facts: Cell;
  readonly app: AppSource;
  readonly topology: Topology;
  /** Null where nothing hands connections to workers. */
  readonly policy: Policy | null;
  readonly proxy: ReverseProxy;
  /** Every setting of the topology. */
  readonly settings: SettingValues;
  readonly scenario: Scenario;
  /** In the order in which they are started. */
  readonly services: readonly Service[];
  /** In the order of their times. */
  readonly events: readonly CellEvent[];
  readonly client: Client;
  readonly request: Request;
  readonly response: ResponseRule;
  /** Milliseconds that a built-in app is told to wait. */
  readonly simulatedDelayMs: number;
  /** The same where the path is one that waits; null where only the app knows. */
  readonly delayMs: number | null;
}

export interface ResolvedRun {
  readonly config: RunConfig;
  /** In the order in which a report lists them. */
  readonly cells: readonly ResolvedCell[];
  readonly skipped: readonly Skipped[];
}

/** The same run in another folder. */
export function withFolder(run: ResolvedRun, out: string): ResolvedRun {
  return Object.freeze({ ...run, config: { ...run.config, out } });
}
