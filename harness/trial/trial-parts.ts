/** What a trial is handed beside its cell. */
import type { App } from '../../targets/topology.ts';
import type { JudgedBy } from '../judge/judge.ts';
import type { Agents } from '../observe/agents.ts';
import type { LoadMode, PinnedCpus, Trial } from '../records/run.ts';
import type { Phase } from './phase.ts';
import type { PlannedTrial } from './planned-trial.ts';
import type { TrialService } from './start-services.ts';
import type { Pacing } from './warm-up.ts';

interface TrialLoad {
  readonly mode: LoadMode;
  /** What an open loop is paced by; null in a closed one. */
  readonly pacing: Pacing | null;
  readonly connections: number;
  readonly processes: number;
  readonly https: boolean;
  readonly insecure: boolean;
  /** Share of failed requests above which a trial has no figure. */
  readonly maxErrors: number;
  /** Requests per second that the client can send; null where it was not measured. */
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
  /** What it depends on, in the order in which they are started. */
  readonly services: readonly TrialService[];
  /** Asked until the app is ready; null where the requested path itself tells. */
  readonly readyPath: string | null;
  /** The proxy's program, and how many workers it gets; null where the cell has none. */
  readonly proxy: {
    readonly command: string;
    readonly version: string;
    readonly workerProcesses: number;
  } | null;
  /** That each role may use, in cores. */
  readonly cores: JudgedBy['cores'];
  /** Null where nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  readonly agents: Agents;
  /** Folder for what lasts as long as the run. */
  readonly scratch: string;
  /** Why autocannon misreads a cell's responses, by its id, from the first trial on in which it was seen. */
  readonly misread: Map<string, string>;
}

interface TrialReporting {
  readonly onPhase: (phase: Phase) => void;
  /** Called about once a second under load, with correct responses since the last time. */
  readonly onLive: (answered: number) => void;
}

export interface TrialParts {
  readonly load: TrialLoad;
  readonly timing: TrialTiming;
  readonly tools: TrialTools;
  readonly reporting: TrialReporting;
  readonly signal: AbortSignal;
}

/** Makes one trial. Rejects only when the signal is aborted, or by a defect of ours. */
export type RunTrial = (planned: PlannedTrial, parts: TrialParts) => Promise<Trial>;
