/** Subjects and results of `micro`. */

/**
 * Subject is measured in a process of its own: caches and compiled code of another subject would change its figures.
 */
export type Subject =
  /** A handler with its response ready: the cost of injecting a request. */
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

/** Figure is the cost of one operation. Each sample is the mean of a batch of operations. */
export interface Figure {
  readonly id: FigureId;
  /** The built-in app; null if the cost does not depend on an app. */
  readonly app: string | null;
  /** `cpu`: CPU time of every process that takes part, except a client; `elapsed`: time until it is done. */
  readonly clock: 'cpu' | 'elapsed';
  readonly medianUs: number;
  /** Median absolute deviation of the samples from their median. */
  readonly madUs: number;
  readonly samples: number;
  readonly operationsPerSample: number;
}
