import type { Request } from './request.ts';

/** UserContext is the part of the run that a virtual user knows. */
interface UserContext {
  /** Path given with `--path`; null for the scenario's own. */
  readonly path: string | null;
}

/** HttpUser sends the requests of one connection, one after the other. */
export interface HttpUser {
  readonly protocol: 'http';
  /** Always returns the same request: a plain request is the fast path of every client. */
  readonly run: (context: UserContext) => Request;
}
