/** Results of `micro`, for its report. */

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
  | 'timer'
  | 'gc-entry'
  | 'gc-window'
  | 'gc-interval';

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
