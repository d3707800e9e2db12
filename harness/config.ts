/** CliFlags -> UserConfig -> RunConfig; after this nothing is optional. */
import type { Scenario } from '../scenarios/index.ts';
import type { Policy, ProxyName } from './record.ts';

export interface AppSource {
  /** `express`, `fastify`, `http`, or the file name of the user's script without its ending. */
  readonly name: string;
  /** Absolute path of the script. */
  readonly script: string;
  /** `{port}` stands for the port. */
  readonly args: readonly string[];
  readonly builtIn: boolean;
}

/** Everything a run needs to know, checked whole before the first process starts. */
export interface RunConfig {
  /** Ascending, each once; 1 is the single process. */
  readonly workers: readonly number[];
  readonly policies: readonly Policy[];
  readonly proxies: readonly ProxyName[];
  readonly apps: readonly AppSource[];
  readonly scenarios: readonly Scenario[];
  /** Requested instead of the scenario's own path; null for that one. */
  readonly path: string | null;
  /** A text that every correct answer holds; null where the scenario's own check decides. */
  readonly expectBody: string | null;
  readonly connections: number;
  readonly delayMs: number;
  readonly durationSeconds: number;
  readonly warmupSeconds: number;
  readonly trials: number;
  readonly loadProcesses: number;
  readonly startTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly seed: number;
  /** Absolute path of the run's folder. */
  readonly out: string;
  /** Arguments of `cluster-bench` that start this run again. */
  readonly command: readonly string[];
}
