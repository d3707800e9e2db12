/** Messages between the agent in a process of the target and the harness: one JSON message per line. */
import type { Window } from '../host/clock.ts';
import type { GcFigures } from './gc.ts';

/** Path of the harness's socket, in the environment of every process of a target. */
export const AGENT_SOCKET = 'CLUSTER_BENCH_INTERNAL_AGENT_SOCKET';

/** Sent to the agent: measure this window, take a CPU profile of it, or move its end. */
export type ToAgent = Window &
  ({ readonly type: 'measure' | 'extend' } | { readonly type: 'profile'; readonly file: string });

/** Sent by the agent once it is connected. */
interface AgentHello {
  readonly type: 'hello';
  readonly pid: number;
}

/**
 * Sent by the agent when a server of its process starts to listen. Any process of the app sends it, whichever process
 * started it.
 */
export interface AgentListening {
  readonly type: 'listening';
  readonly pid: number;
  readonly address: string;
  readonly port: number;
  /** The port in the process's PORT variable. */
  readonly expectedPort: number;
  /** NODE_APP_INSTANCE, 0..N-1. */
  readonly instance: number | null;
}

/** Sent by the agent at the window's end. */
export interface AgentFigures extends GcFigures {
  readonly type: 'figures';
  /** Start of the measured window, which identifies it. */
  readonly fromMs: number;
  readonly pid: number;
  readonly role: 'worker' | 'primary';
  /** Whether a server of the process listens on its PORT. */
  readonly listens: boolean;
  readonly instance: number | null;
  readonly requests: number;
  /** Connections open at the window's start, and those accepted since. */
  readonly connections: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  readonly heapUsedBytes: number;
  readonly eventLoopUtilization: number;
  readonly loopDelayP99Ms: number;
  /** From the start of a request to the end of its response, over those that ended in the window; null without any. */
  readonly responseP99Ms: number | null;
}

/** Sent by the agent once the CPU profile of a window is in its file, or cannot be. */
export interface AgentProfile {
  readonly type: 'profiled';
  /** Start of the window. */
  readonly fromMs: number;
  /** Why there is no profile; null if there is one. */
  readonly failure: string | null;
}

export type FromAgent = AgentHello | AgentListening | AgentFigures | AgentProfile;
