/** What is measured, and what comes of it. */

/** One process measures one subject: what another has run would tell in its caches and its compiled code. */
export type Subject =
  /** A handler that has its answer ready: what it costs to inject a request. */
  | { readonly kind: 'injection' }
  | { readonly kind: 'injected'; readonly app: string }
  | { readonly kind: 'served'; readonly app: string }
  | { readonly kind: 'json' }
  | { readonly kind: 'ipc' }
  | { readonly kind: 'handles' }
  | { readonly kind: 'timer' };

export type FigureId =
  | 'injection'
  | 'injected'
  | 'served'
  | 'json-stringify'
  | 'json-parse'
  | 'ipc-message'
  | 'ipc-round-trip'
  | 'connection-accepted'
  | 'connection-passed'
  | 'timer';

/** What one operation costs. Samples are means of a batch of operations. */
export interface Figure {
  readonly id: FigureId;
  /** The built-in app; null where the cost is none of an app's. */
  readonly app: string | null;
  /** `cpu`: CPU time of every process that takes part, but for a client; `elapsed`: the time until it is done. */
  readonly clock: 'cpu' | 'elapsed';
  readonly medianUs: number;
  /** Median absolute deviation of the samples from their median. */
  readonly madUs: number;
  readonly samples: number;
  readonly operationsPerSample: number;
}
