import type { LoadMode } from '../harness/records/run.ts';
import type { Member } from '../targets/member.ts';
import type { PlannedEvent } from './events/index.ts';
import type { HttpUser } from './user.ts';

/** What a virtual user does, what a correct response is, and the metric that decides. One file a scenario. */
export interface Scenario extends Member {
  /** One request after the other on each connection, or a connection for each; closed loop, or requests at a rate. */
  readonly mode: LoadMode;
  /** Name of the metric that it is run for. */
  readonly metric: string;
  /** `simulated`: a built-in app waits `--delay` before it answers, as if for a database; `none`: it answers at once. */
  readonly delay: 'simulated' | 'none';
  /** Classes of failures and status codes that are its figures, and no errors. */
  readonly expectedFailures?: readonly string[];
  /** Names of services that its app depends on, in the order in which they are started. */
  readonly services?: readonly string[];
  /** Handed to every process of the app. */
  readonly appEnv?: Readonly<Record<string, string>>;
  /** What is done to the target inside the window. */
  readonly events?: readonly PlannedEvent[];
  /** What one connection sends, and what a correct response to it is. */
  readonly user: HttpUser;
}
