/** What a run's trials share. */
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { Agents } from '../observe/agents.ts';
import type { ClientCapacity, HostFacts } from '../records/run.ts';
import type { RunTrial } from '../trial/trial-parts.ts';
import type { Watch } from './events.ts';
import type { Runtime } from './runtime.ts';

export interface RunOptions {
  readonly watch: Watch;
  /** Aborted: the running trial is given up, and the record is partial. */
  readonly signal: AbortSignal;
  /** How trials are made, and clients measured: with real processes, unless a test hands in others. */
  readonly means?: Means;
}

export interface Means {
  readonly runTrial: RunTrial;
  readonly measureClients: (tools: PreparedTools) => Promise<readonly ClientCapacity[]>;
}

/** What lasts as long as a run does. */
export interface RunTools extends PreparedTools {
  readonly clientCapacity: readonly ClientCapacity[];
}

export interface PreparedTools {
  readonly run: ResolvedRun;
  readonly runTrial: RunTrial;
  readonly capabilities: HostAbilities;
  readonly host: HostFacts;
  readonly runtime: Runtime;
  readonly agents: Agents;
  readonly scratch: string;
  /** Of each cell in a closed loop, requests per second: every trial at a share of it must be at the same rate. */
  readonly maxima: Map<string, number>;
  /** Of each cell whose responses autocannon misreads, why. */
  readonly misread: Map<string, string>;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}
