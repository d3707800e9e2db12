import type { LoadMode } from '../../records/run.ts';
import type { Driver } from '../driver.ts';

/** What sends the load. */
export interface Client {
  readonly name: string;
  /** One line for `cluster-bench list`. */
  readonly summary: string;
  /** Why its figures of such a load would be wrong, or missing; null where they are right. */
  readonly unfitFor: (mode: LoadMode, https: boolean) => string | null;
  /** Whether it misreads some responses: they are watched then, and a client that does not takes over. */
  readonly mayMisread: boolean;
  /** Loaded where it sends: it may be heavy. */
  readonly load: () => Promise<Driver>;
}
