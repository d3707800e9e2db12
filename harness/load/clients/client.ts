import type { User } from '../../../scenarios/user.ts';
import type { LoadMode, Stage } from '../../records/run.ts';
import type { LoadClient } from '../load-client.ts';

/** LoadKind is what decides which clients can send a load. */
export interface LoadKind {
  readonly mode: LoadMode;
  readonly https: boolean;
  /** Local addresses that it comes from; null: the one that the host chooses. */
  readonly clientAddresses: number | null;
  readonly user: User;
  /** Load over the window; empty if it is constant. */
  readonly stages: readonly Stage[];
  /** Whether each request carries a number, under which its end is logged. */
  readonly isNumbered: boolean;
}

/** Client is a program that sends the load. */
export interface Client {
  readonly name: string;
  /** One line for `cluster-bench list`. */
  readonly summary: string;
  /** Returns why the client's figures of such a load would be wrong or missing, or null if they are right. */
  readonly unfitFor: (load: LoadKind) => string | null;
  /**
   * Whether it misreads some responses. If so, its responses are checked, and another client takes over when one is
   * misread.
   */
  readonly mayMisread: boolean;
  /** Loads the client in the load process only: it may be a heavy import. */
  readonly load: () => Promise<LoadClient>;
}
