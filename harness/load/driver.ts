import type { Driver as DriverName, LoadMode } from '../record.ts';
import type { AnswerRule } from './answer-rule.ts';
import type { Ledger } from './ledger.ts';

export interface LoadJob {
  readonly url: string;
  readonly driver: DriverName;
  readonly mode: LoadMode;
  /** Of this one load process. */
  readonly connections: number;
  readonly requestTimeoutSeconds: number;
  readonly answer: AnswerRule;
}

/** What sends requests. It begins at once, goes on until its process ends, and tells the ledger everything. */
export interface Driver {
  readonly name: DriverName;
  /** @param onUnderWay called once, when a first request of every connection has ended, however it did */
  drive(job: LoadJob, ledger: Ledger, onUnderWay: () => void): void;
}
