import type { ControlName } from '../controls.ts';
import type { FoundProgram, Member } from '../member.ts';
import type { Origin, RunningTarget, Spawn } from '../topology.ts';

/** What stands in front of the app. */
export interface ReverseProxy extends Member {
  /** What can be done to it while it runs; nothing where it is left out. */
  readonly controls?: readonly ControlName[];
  /** Null where the load goes to the app itself. */
  readonly start: ((context: ProxyContext) => Promise<RunningTarget>) | null;
}

export interface ProxyContext {
  readonly program: FoundProgram;
  /** The proxy's own folder is made in it; others than its owner can pass through it. */
  readonly folder: string;
  /** On 127.0.0.1, free a moment ago. */
  readonly port: number;
  readonly upstreams: readonly Origin[];
  /** That it must hold from clients. */
  readonly connections: number;
  readonly workerProcesses: number;
  readonly spawn: Spawn;
}
