/** What can be done to a running target. A topology and a proxy declare theirs; a window event says which it needs. */

export interface Controls {
  /** Sends SIGTERM to the target, as a deploy or an orchestrator does; settles when it has ended. */
  terminate(): Promise<void>;
  /** Kills the process that answers as an instance (SIGKILL). @returns its pid */
  killWorker(instance: number): Promise<number>;
  /** Kills the process that starts the workers (SIGKILL). @returns its pid */
  killPrimary(): Promise<number>;
  /** Replaces every worker, some at a time; settles when the last new one listens. */
  restart(): Promise<void>;
  /** Lets a proxy send nothing more to an upstream, by its place. */
  takeOut(upstream: number): Promise<void>;
  /** The reverse. */
  putBack(upstream: number): Promise<void>;
}

export type ControlName = keyof Controls;
