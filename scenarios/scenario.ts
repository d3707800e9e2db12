import type { Member } from '../targets/member.ts';

/** What is sent to an app, and what a correct answer is. One file a scenario; data alone, but for its check. */
export interface Scenario extends Member {
  /** `keep-alive`: closed loop over kept connections; `new-connections`: one for each request; `rate`: open loop. */
  readonly mode: 'keep-alive' | 'new-connections' | 'rate';
  /** Name of the metric that it is run for. */
  readonly metric: string;
  /** Requested with GET, unless the user names another path. */
  readonly path: string;
  /** `simulated`: a built-in app waits `--delay` before it answers, as if for a database; `none`: it answers at once. */
  readonly delay: 'simulated' | 'none';
  /** Classes of failures and status codes that are its figures, and no errors. */
  readonly expectedFailures?: readonly string[];
  /** Whether a 2xx answer's body is a correct one. Pure: a driver may skip it for a body it has just seen. */
  readonly isCorrect: (body: string) => boolean;
}
