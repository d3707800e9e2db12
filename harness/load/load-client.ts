/** LoadClient is the interface of a load client; LoadJob is what it sends. */
import type { User } from '../../scenarios/user.ts';
import type { LoadMode, Stage } from '../records/run.ts';
import type { Ledger } from './ledger.ts';
import type { RequestLog } from './numbered/request-log.ts';
import type { UserRef } from './users/user-ref.ts';

export interface LoadJob {
  /** `http://127.0.0.1:3000`: the paths are those of the requests. */
  readonly origin: string;
  readonly client: string;
  readonly mode: LoadMode;
  /** Connections of this one load process. */
  readonly connections: number;
  /** Local addresses that the connections of all processes come from; null: the one that the host chooses. */
  readonly clientAddresses: number | null;
  readonly requestTimeoutSeconds: number;
  /** Accept any certificate. */
  readonly insecure: boolean;
  readonly user: UserRef;
  /** Determines the random choices of virtual users. */
  readonly seed: number;
  /** Load over the window; empty if it is constant. */
  readonly stages: readonly Stage[];
  /** Folder in which each load process logs its requests, which then carry numbers; null for none. */
  readonly logFolder: string | null;
}

/** LoadShare is the part of a load that one process sends. */
export interface LoadShare {
  /** Index of the process, from 0. */
  readonly index: number;
  readonly processes: number;
  /** Number of its first connection over all processes. */
  readonly firstConnection: number;
}

/** ProcessJob is a job whose connections are those of one load process. */
export interface ProcessJob extends LoadJob {
  readonly share: LoadShare;
}

/** SendingTools is what a client works with. */
export interface SendingTools {
  readonly job: ProcessJob;
  readonly user: User;
  readonly ledger: Ledger;
  /** Log of the requests, which then carry numbers; null for none. */
  readonly log: RequestLog | null;
}

/** Pace says how an open loop's requests arrive. */
export interface Pace {
  /** Requests per second. */
  readonly rate: number;
  readonly arrivals: 'fixed' | 'poisson';
  readonly seed: number;
}

/** PaceShare is the part of one load process. */
export interface PaceShare extends Pace {
  readonly fromMs: number;
  /** Offset of evenly spaced requests within their gap, from 0 to 1, so that processes do not send in step. */
  readonly phase: number;
}

/**
 * LoadClient sends requests. It starts at once in a closed loop, goes on until its process ends, and reports every
 * request to the ledger.
 */
export interface LoadClient {
  readonly name: string;
  send(tools: SendingTools, events: LoadEvents): Sending;
}

interface LoadEvents {
  /** Called once, when every connection has ended its first request, in whatever way. */
  onAllConnected(): void;
  /**
   * Reports a response that this client is known to misread, which makes its figures worthless. May be called often.
   */
  onMisread(reason: string): void;
}

export interface Sending {
  /** Stops sending until `pace` is called. Settles when nothing is in flight. */
  drain(): Promise<void>;
  /** Starts an open loop at this rate. */
  pace(pace: PaceShare): void;
  /** Starts the stages of the job, the first one at this instant. An open loop keeps the arrivals of its last pace. */
  follow(fromMs: number): void;
  /** Starts what is due by now. At a window's end the ledger must know everything that was due in the window. */
  catchUp(): void;
  /** Requests that were due before an instant and still wait for a connection. */
  waitingSince(beforeMs: number): number;
  /** Requests in flight, counted anew from the connections; null if they cannot be counted. */
  inFlight(): number | null;
}

/** Pause after a refused connection. Without it a client would do nothing but reconnect. */
export const REFUSED_PAUSE_MS = 10;
