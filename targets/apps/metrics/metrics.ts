/** Metrics are what a worker counts about its own responses, for a monitoring server to collect. */
export interface Metrics {
  /**
   * note counts a response that has ended.
   * @param route as declared in the app, never a raw path: each value makes time series of its own
   * @param seconds since its request arrived
   */
  note(method: string, route: string, status: number, seconds: number): void;
  page(): Promise<Page>;
}

interface Page {
  readonly contentType: string;
  readonly text: string;
}

/** Route of a response that no route of the app gave. */
export const NO_ROUTE = 'none';
