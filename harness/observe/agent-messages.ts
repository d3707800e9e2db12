/** What the agent in a process of the target and the harness say to each other: JSON, a message a line. */
import type { Window } from '../host/clock.ts';

/** Path of the harness's socket, in the environment of every process of a target. */
export const AGENT_SOCKET = 'CLUSTER_BENCH_INTERNAL_AGENT_SOCKET';

/** harness -> agent: measure this window. */
export interface MeasureRequest extends Window {
  readonly type: 'measure';
}

/** agent -> harness, once connected. */
interface AgentHello {
  readonly type: 'hello';
  readonly pid: number;
}

/** agent -> harness: a server of the process listens. Heard from any process of the app, whoever started it. */
export interface AgentListening {
  readonly type: 'listening';
  readonly pid: number;
  readonly address: string;
  readonly port: number;
  /** The port that the process was told to listen on. */
  readonly expectedPort: number;
  /** NODE_APP_INSTANCE, 0..N-1. */
  readonly instance: number | null;
}

/** agent -> harness, at the window's end. */
export interface AgentFigures {
  readonly type: 'figures';
  /** Which window they are of. */
  readonly fromMs: number;
  readonly pid: number;
  readonly role: 'worker' | 'primary';
  /** A server of the process listens on the port that it was told. */
  readonly listens: boolean;
  readonly instance: number | null;
  readonly requests: number;
  /** Open at the window's start, and accepted since. */
  readonly connections: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  readonly eventLoopUtilization: number;
  readonly loopDelayP99Ms: number;
}

export type FromAgent = AgentHello | AgentListening | AgentFigures;
