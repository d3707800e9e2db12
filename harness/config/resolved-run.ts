/** A run with every cell resolved: what is started, what is sent and by which client, and the correct response. */

import type { Scenario } from '../../scenarios/index.ts';
import type { User } from '../../scenarios/user.ts';
import type { Policy } from '../../targets/policies/index.ts';
import type { ReverseProxy } from '../../targets/proxies/index.ts';
import type { Service } from '../../targets/services/index.ts';
import type { SettingValues } from '../../targets/setting.ts';
import type { Topology } from '../../targets/topology.ts';
import type { Client } from '../load/clients/index.ts';
import type { UserRef } from '../load/users/user-ref.ts';
import type { Cell, Skipped } from '../records/run.ts';
import type { CpuLimit } from './cpu-limits.ts';
import type { CellEvent } from './events.ts';
import type { AppSource, RunConfig } from './run-config.ts';
import type { Variables } from './variables.ts';

export interface ResolvedCell {
  readonly id: string;
  /** The cell as a record stores it. */
  readonly facts: Cell;
  readonly app: AppSource;
  readonly topology: Topology;
  /** null if there are no workers to distribute connections to. */
  readonly policy: Policy | null;
  readonly proxy: ReverseProxy;
  /** Every setting of the topology, the scenario and its services. */
  readonly settings: SettingValues;
  /** Environment variables that the user sets for the app. */
  readonly env: Variables;
  /** Environment variables that the scenario sets for the app. */
  readonly appEnv: Variables;
  /** Cores of each worker or server. */
  readonly cpuLimit: CpuLimit;
  readonly scenario: Scenario;
  /** In starting order. */
  readonly services: readonly Service[];
  /** Ordered by time. */
  readonly events: readonly CellEvent[];
  readonly client: Client;
  /** Whether the load speaks TLS: to the app, or to a proxy that terminates it. */
  readonly https: boolean;
  /** Whether the load accepts any certificate: the user said so, or the proxy's was made on the spot. */
  readonly insecure: boolean;
  /** The virtual user as load processes load it; `user` is the same, loaded here. */
  readonly userRef: UserRef;
  readonly user: User;
  /** Milliseconds of simulated delay that a built-in app is started with. */
  readonly simulatedDelayMs: number;
  /** The same if the requested path has the delay; null if only the app knows. */
  readonly delayMs: number | null;
  /** Most connections that each worker keeps to a service; null if it keeps none, or only the app knows. */
  readonly pool: number | null;
}

export interface ResolvedRun {
  readonly config: RunConfig;
  /** In the order of the report. */
  readonly cells: readonly ResolvedCell[];
  readonly skipped: readonly Skipped[];
}

/** The same run with another folder. */
export function withFolder(run: ResolvedRun, out: string): ResolvedRun {
  return Object.freeze({ ...run, config: { ...run.config, out } });
}
