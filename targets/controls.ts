/**
 * Controls are what can be done to a running target. A topology and a proxy declare theirs; a window event names
 * those it needs.
 */

export interface Controls {
  /** Sends SIGTERM to the target, as a deploy or an orchestrator does; settles when it has ended. */
  terminate(): Promise<void>;
  /** Kills the process of an instance (SIGKILL). @returns its pid */
  killWorker(instance: number): Promise<number>;
  /** Kills the process that starts the workers (SIGKILL). @returns its pid */
  killPrimary(): Promise<number>;
  /** Replaces every worker, some at a time. Settles when the last new one listens. */
  restart(): Promise<void>;
  /** Makes a proxy stop sending to an upstream, given by its index. */
  takeOut(upstream: number): Promise<void>;
  /** Makes a proxy send to the upstream again. */
  putBack(upstream: number): Promise<void>;
}

export type ControlName = keyof Controls;
