/** The parts that a trial receives in addition to its cell. */
import type { FoundProgram } from '../../targets/member.ts';
import type { ProxyContext } from '../../targets/proxies/proxy.ts';
import type { App } from '../../targets/topology.ts';
import type { JudgedBy } from '../judge/judge.ts';
import type { LoadHosts } from '../load/hosts/load-hosts.ts';
import type { Agents } from '../observe/agents.ts';
import type { LoadMode, PinnedCpus, Stage, Trial } from '../records/run.ts';
import type { Phase } from './phase.ts';
import type { PlannedTrial } from './planned-trial.ts';
import type { TrialService } from './start-services.ts';
import type { Pacing } from './warm-up.ts';

interface TrialLoad {
  readonly mode: LoadMode;
  /** How an open loop finds its pace; null in a closed loop. */
  readonly pacing: Pacing | null;
  readonly connections: number;
  /** Load over the window; empty if it is constant. */
  readonly stages: readonly Stage[];
  /** Determines the random choices of virtual users. */
  readonly seed: number;
  readonly processes: number;
  /** Local addresses that it comes from; null: the one that the host chooses. */
  readonly clientAddresses: number | null;
  /** Share of failed requests above which a trial has no figure. */
  readonly maxErrors: number;
  /** Requests per second that the client can send; null if not measured. */
  readonly clientCapacity: number | null;
}

interface TrialTiming {
  readonly warmupSeconds: number;
  readonly durationSeconds: number;
  readonly startTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
}

export interface TrialTools {
  readonly app: App;
  /** Services that the app depends on, in starting order. */
  readonly services: readonly TrialService[];
  /** Shell command that runs before the target starts; null for none. */
  readonly beforeTrial: string | null;
  /** Shell command that runs once the target is ready, before the load; null for none. */
  readonly afterStart: string | null;
  /** Requested until the app is ready; null if the measured path itself shows that. */
  readonly readyPath: string | null;
  /** Address on which the front of the target listens: the proxy, or the app if there is none. */
  readonly listen: string;
  /** The topology's external program; null if it has none. */
  readonly topologyProgram: FoundProgram | null;
  /** The proxy's programs and the number of its workers; null if the cell has no proxy. */
  readonly proxy: Pick<ProxyContext, 'program' | 'helpers' | 'workers'> | null;
  /** Cores that each role may use. */
  readonly cores: JudgedBy['cores'];
  /** Null if nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  readonly agents: Agents;
  /** Agents that send the load from other hosts; null if this host sends it. */
  readonly loadHosts: LoadHosts | null;
  /** Folder for files that last as long as the run. */
  readonly scratch: string;
  /** Why autocannon misreads a cell's responses, by cell id. A trial adds its cell when it finds that. */
  readonly misread: Map<string, string>;
}

interface TrialReporting {
  readonly onPhase: (phase: Phase) => void;
  /** Called after each wrong response of a target that may still become ready. */
  readonly onWaiting: (reason: string) => void;
  /** Called about once a second under load, with the correct responses since the last call. */
  readonly onLive: (answered: number) => void;
}

export interface TrialParts {
  readonly load: TrialLoad;
  readonly timing: TrialTiming;
  readonly tools: TrialTools;
  readonly reporting: TrialReporting;
  readonly signal: AbortSignal;
}

/** RunTrial runs one trial. It rejects only if the signal is aborted, or because of a bug of ours. */
export type RunTrial = (planned: PlannedTrial, parts: TrialParts) => Promise<Trial>;
