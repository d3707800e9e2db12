/** Everything a run needs to know; nothing in it is optional. */
import type { PlannedEvent } from '../../scenarios/events/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import type { Objective, Rate } from '../load/rate.ts';
import type { PinnedCpus } from '../records/run.ts';
import type { AskedSetting } from './settings.ts';
import type { UserConfig } from './user-values.ts';

/** What the user gave. */
interface Asked {
  readonly user: UserConfig;
  /** From which its paths are seen. */
  readonly cwd: string;
  /** The command, and what it alone is told: `ab --base main`. */
  readonly prefix: readonly string[];
}

interface AskedTopology {
  readonly name: string;
  /** Whether the user named it: then it comes with one worker too. */
  readonly isNamed: boolean;
}

export interface AppSource {
  /** `express`, `fastify`, `http`, or the file name of the user's script without its ending. */
  readonly name: string;
  /** Absolute path of the script; empty where a command starts the app. */
  readonly script: string;
  /** Starts the app in place of a script: a program and its arguments. */
  readonly command: readonly string[] | null;
  /** `{port}` stands for the port. */
  readonly args: readonly string[];
  /** Arguments of the Node that runs it. */
  readonly nodeArgs: readonly string[];
  readonly builtIn: boolean;
}

/** Everything a run needs to know, checked whole before the first process starts. */
export interface RunConfig {
  /** Ascending, each once; 1 is the single process. */
  readonly workers: readonly number[];
  readonly topologies: readonly AskedTopology[];
  readonly policies: readonly string[];
  readonly proxies: readonly string[];
  /** Of topologies that have them; the others keep their defaults. */
  readonly settings: readonly AskedSetting[];
  /** URLs of the user's own services, by name; the others are started. */
  readonly services: Readonly<Record<string, URL>>;
  /** Beside those of the scenarios. */
  readonly events: readonly PlannedEvent[];
  readonly apps: readonly AppSource[];
  readonly scenarios: readonly Scenario[];
  /** Requested instead of the scenario's own path; null for that one. */
  readonly path: string | null;
  /** A text that every correct answer holds; null where the scenario's own check decides. */
  readonly expectBody: string | null;
  /** Statuses of a correct response; null for any of 2xx. */
  readonly expectStatuses: readonly number[] | null;
  /** Asked until the app is ready, before the load begins; null where the path itself tells. */
  readonly readyPath: string | null;
  /** Share of failed requests above which a trial has no figure. */
  readonly maxErrors: number;
  readonly connections: number;
  /** Choose the number of connections before the first trial, so that they bind no setup. */
  readonly connectionsAuto: boolean;
  /** Null: the one that is right for the scenario. */
  readonly driver: string | null;
  readonly https: boolean;
  readonly insecure: boolean;
  readonly rate: Rate;
  readonly arrivals: 'fixed' | 'poisson';
  readonly objective: Objective;
  /** More trials until the mean's confidence interval is this narrow, as a share of it; null for as many as asked for. */
  readonly precision: number | null;
  readonly maxTrials: number;
  readonly delayMs: number;
  readonly durationSeconds: number;
  readonly warmupSeconds: number;
  readonly trials: number;
  readonly loadProcesses: number;
  /** CPUs that each role is kept on; null where nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  readonly startTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly seed: number;
  /** Absolute path of the run's folder. */
  readonly out: string;
  /** From which the arguments that start this run again are made. */
  readonly asked: Asked;
  /** What the user must know before it begins. */
  readonly notices: readonly string[];
}
