/** Everything that a run needs to know; nothing in it is optional. */
import type { PlannedEvent } from '../../scenarios/events/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import type { ReverseProxy } from '../../targets/proxies/index.ts';
import type { Objective, Rate } from '../load/rate.ts';
import type { SentRequests } from '../load/users/sent-requests.ts';
import type { ServerPlace } from '../observe/running-server.ts';
import type { GateRule, PinnedCpus, Stage } from '../records/run.ts';
import type { CpuLimit } from './cpu-limits.ts';
import type { AskedHosts } from './load-hosts.ts';
import type { AskedSetting } from './settings.ts';
import type { UserConfig } from './user-values.ts';
import type { AskedVariable } from './variables.ts';

/** The user's request. */
interface Asked {
  readonly user: UserConfig;
  /** Directory that its paths are relative to. */
  readonly cwd: string;
  /** The command and its own flags, such as `ab --base main`. */
  readonly prefix: readonly string[];
}

interface AskedTopology {
  readonly name: string;
  /** Whether the user named it: then one worker is measured too. */
  readonly isNamed: boolean;
}

export interface AppSource {
  /** `express`, `fastify`, `http`, or the file name of the user's script without its extension. */
  readonly name: string;
  /** Absolute path of the script; empty if a command starts the app. */
  readonly script: string;
  /** Program and arguments that start the app instead of a script. */
  readonly command: readonly string[] | null;
  /** Arguments; `{port}` is replaced by the port. */
  readonly args: readonly string[];
  /** Arguments of the Node that runs the app. */
  readonly nodeArgs: readonly string[];
  readonly builtIn: boolean;
  /** Where it already runs; null if the run starts it. */
  readonly attached: AttachedServer | null;
}

/** A server that the run does not start. */
export interface AttachedServer extends ServerPlace {
  /** As records name it. */
  readonly url: string;
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  /** Path of the URL; null if it has none. */
  readonly path: string | null;
  readonly isHttps: boolean;
  /** Processes that respond, as found before the run; 1 if none was found. */
  readonly workers: number;
}

/** Everything that a run needs to know, checked before the first process starts. */
export interface RunConfig extends SentRequests {
  /** Ascending, without duplicates; 1 is the single process. */
  readonly workers: readonly number[];
  readonly topologies: readonly AskedTopology[];
  readonly policies: readonly string[];
  /** In the order of their list, then the user's own configurations. */
  readonly proxies: readonly ReverseProxy[];
  /** For topologies that have these settings; other settings keep their defaults. */
  readonly settings: readonly AskedSetting[];
  /** Environment variables of the app; every combination of their values is a variant. */
  readonly env: readonly AskedVariable[];
  /** CPU limits of each worker or server; each is a variant. */
  readonly cpuLimits: readonly CpuLimit[];
  /** URLs of the user's own services, by name; the harness starts all others. */
  readonly services: Readonly<Record<string, URL>>;
  /** Window events in addition to those of the scenarios. */
  readonly events: readonly PlannedEvent[];
  readonly apps: readonly AppSource[];
  readonly scenarios: readonly Scenario[];
  /** Path that is polled before the load until the app is ready; null: the request path. */
  readonly readyPath: string | null;
  /** Share of failed requests above which a trial reports no figures. */
  readonly maxErrors: number;
  /** Limits that the run must keep. */
  readonly gates: readonly GateRule[];
  readonly connections: number;
  /** Whether to choose enough connections before the first trial, so that they limit no variant. */
  readonly connectionsAuto: boolean;
  /** null: the client that suits the scenario. */
  readonly client: string | null;
  readonly https: boolean;
  readonly insecure: boolean;
  readonly rate: Rate;
  /** Load over the window; empty if it is constant. */
  readonly stages: readonly Stage[];
  readonly arrivals: 'fixed' | 'poisson';
  readonly objective: Objective;
  /**
   * Target half-width of the mean's confidence interval, as a share of the mean; null: a fixed number of trials.
   */
  readonly precision: number | null;
  readonly maxTrials: number;
  readonly delayMs: number;
  readonly durationSeconds: number;
  readonly warmupSeconds: number;
  readonly trials: number;
  /** Whether to profile the busiest worker of each cell in one more trial. */
  readonly isProfiled: boolean;
  /** Shell command that runs before each trial; null: none. */
  readonly beforeTrial: string | null;
  /** Shell command that runs in each trial once the server is ready, before the load; null: none. */
  readonly afterStart: string | null;
  /** Agents on other hosts that send the load; null if this host sends it. */
  readonly hosts: AskedHosts | null;
  /** Address on which the app listens, or the proxy in front of it; IPv6 without brackets, in its usual form. */
  readonly listen: string;
  /** Load processes of this host. */
  readonly loadProcesses: number;
  /** Local addresses that the load comes from; null: the one that the host chooses. */
  readonly clientAddresses: number | null;
  /** CPUs that each role is pinned to; null: no pinning. */
  readonly cpus: PinnedCpus | null;
  readonly startTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly seed: number;
  /** Absolute path of the run's folder. */
  readonly out: string;
  /** Names of outputs to write beside the report. */
  readonly outputs: readonly string[];
  /** Source of the arguments that repeat this run. */
  readonly asked: Asked;
  /** Notices for the user before the run begins. */
  readonly notices: readonly string[];
}
