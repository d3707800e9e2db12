import type { LoadMode } from '../../records/run.ts';
import type { LoadClient } from '../load-client.ts';

/** Client is a program that sends the load. */
export interface Client {
  readonly name: string;
  /** One line for `cluster-bench list`. */
  readonly summary: string;
  /** Returns why the client's figures of such a load would be wrong or missing, or null if they are right. */
  readonly unfitFor: (mode: LoadMode, https: boolean) => string | null;
  /**
   * Whether it misreads some responses. If so, its responses are checked, and another client takes over when one is
   * misread.
   */
  readonly mayMisread: boolean;
  /** Loads the client in the load process only: it may be a heavy import. */
  readonly load: () => Promise<LoadClient>;
}
