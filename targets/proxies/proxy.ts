import type { ControlName } from '../controls.ts';
import type { FoundProgram, Member } from '../member.ts';
import type { Origin, RunningTarget, Spawn } from '../topology.ts';

/** ReverseProxy stands in front of the app. */
export interface ReverseProxy extends Member {
  /** Controls that it has while it runs; none if omitted. */
  readonly controls?: readonly ControlName[];
  /** Null if the load goes to the app itself. */
  readonly start: ((context: ProxyContext) => Promise<RunningTarget>) | null;
}

export interface ProxyContext {
  readonly program: FoundProgram;
  /** Parent of the proxy's own folder; other users can pass through it. */
  readonly folder: string;
  /** On 127.0.0.1; it was free a moment ago. */
  readonly port: number;
  readonly upstreams: readonly Origin[];
  /** Client connections that it must be able to hold. */
  readonly connections: number;
  readonly workerProcesses: number;
  readonly spawn: Spawn;
}
