import type { Request } from './request.ts';

/** What a virtual user knows of the run. */
interface UserContext {
  /** That the run's user named; null for the scenario's own. */
  readonly path: string | null;
}

/** What one connection sends, one request after the other. */
export interface HttpUser {
  readonly protocol: 'http';
  /** Always the same request: a plain one is the fast path of every client. */
  readonly run: (context: UserContext) => Request;
}
