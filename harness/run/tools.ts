/** Objects that the trials of a run share. */
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { LoadHosts } from '../load/hosts/load-hosts.ts';
import type { Agents } from '../observe/agents.ts';
import type { ClientCapacity, HostFacts, RunHeader } from '../records/run.ts';
import type { RunTrial } from '../trial/trial-parts.ts';
import type { CutRun } from './cut-run.ts';
import type { Watch } from './events.ts';
import type { Runtime } from './runtime.ts';

export interface RunOptions {
  readonly watch: Watch;
  /** Aborting it gives up the running trial, and makes the record partial. */
  readonly signal: AbortSignal;
  /** How trials are made and clients measured: with real processes by default; tests replace them. */
  readonly means?: Means;
  /** The run that goes on; a new one if omitted. */
  readonly cut?: CutRun;
  /** Whether the run is that of a night. */
  readonly isNight?: boolean;
}

export interface Means {
  readonly runTrial: RunTrial;
  readonly measureClients: (tools: PreparedTools) => Promise<readonly ClientCapacity[]>;
}

/** RunTools exist as long as the run. */
export interface RunTools extends PreparedTools {
  readonly clientCapacity: readonly ClientCapacity[];
}

export interface PreparedTools {
  readonly run: ResolvedRun;
  readonly runTrial: RunTrial;
  readonly capabilities: HostAbilities;
  readonly host: HostFacts;
  readonly runtime: Runtime;
  readonly sources: RunHeader['sources'];
  readonly agents: Agents;
  /** Agents that send the load from other hosts; null if this host sends it. */
  readonly loadHosts: LoadHosts | null;
  readonly scratch: string;
  /** Highest requests per second of each cell in a closed loop: all trials at a share of it must have the same rate. */
  readonly maxima: Map<string, number>;
  /** Cells whose responses autocannon misreads, with the reason. */
  readonly misread: Map<string, string>;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}
