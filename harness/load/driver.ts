/** What sends requests, and what it is told to send. */
import type { Request } from '../../scenarios/request.ts';
import type { LoadMode } from '../records/run.ts';
import type { Ledger } from './ledger.ts';
import type { ResponseRule } from './response-rule.ts';

/** A request without what checks its response: functions never cross a process. */
export type SentRequest = Pick<Request, 'method' | 'headers' | 'body'>;

export const PLAIN_GET: SentRequest = { method: 'GET', headers: {}, body: null };

export interface LoadJob {
  readonly url: string;
  readonly driver: string;
  readonly mode: LoadMode;
  /** Of this one load process. */
  readonly connections: number;
  readonly requestTimeoutSeconds: number;
  /** Any certificate will do. */
  readonly insecure: boolean;
  readonly request: SentRequest;
  readonly response: ResponseRule;
}

/** How an open loop's requests arrive. */
export interface Pace {
  /** Requests per second. */
  readonly rate: number;
  readonly arrivals: 'fixed' | 'poisson';
  readonly seed: number;
}

/** Of one load process among several. */
export interface PaceShare extends Pace {
  readonly fromMs: number;
  /** Where in its gaps evenly spaced requests lie, from 0 to 1: processes must not send in step. */
  readonly phase: number;
}

/** What sends requests. It begins at once in a closed loop, goes on until its process ends, and tells the ledger everything. */
export interface Driver {
  readonly name: string;
  drive(job: LoadJob, ledger: Ledger, events: DriverEvents): Sending;
}

interface DriverEvents {
  /** Called once, when a first request of every connection has ended, however it did. */
  onAllConnected(): void;
  /** A response that this driver is known to misread: its figures are worth nothing. May be called often. */
  onMisread(reason: string): void;
}

export interface Sending {
  /** Sends nothing more, until it is paced; settles when nothing is under way. */
  drain(): Promise<void>;
  /** An open loop from now on, at this rate. */
  pace(pace: PaceShare): void;
  /** Begins what is due by now: at a window's end everything that was due in it must have been told. */
  catchUp(): void;
  /** Requests under way, counted afresh from the connections; null where they cannot be counted. */
  inFlight(): number | null;
}

/** Who was refused asks again after this time: a client that did at once would do nothing else. */
export const REFUSED_PAUSE_MS = 10;
