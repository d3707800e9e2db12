/** Expectation says which responses to a request are correct. Any other response counts as failed. */
export interface Expectation {
  /** Expected statuses; null for any 2xx status. */
  readonly statuses: readonly number[] | null;
  /**
   * A text that the body contains, a pattern that it matches, or a check; null for any body. A check must be pure: a
   * client may skip it for a body that it has just seen.
   */
  readonly body: string | RegExp | ((body: string) => boolean) | null;
  /** For each name a text that the header contains, or a pattern that it matches. */
  readonly headers: Readonly<Record<string, string | RegExp>>;
  /**
   * For classes of failures that no status shows, a text that the body of a response with an unexpected status
   * contains, or a pattern that it matches.
   */
  readonly failures: Readonly<Partial<Record<ShownFailure, string | RegExp>>>;
}

/** Class of a failure that the body of a response shows. */
export type ShownFailure = 'tooManyClients';

/** Any response with a 2xx status. */
export const ANY_RESPONSE: Expectation = Object.freeze({
  statuses: null,
  body: null,
  headers: {},
  failures: {},
});

/** isExpectedStatus says whether the status is one of the expected ones. */
export function isExpectedStatus({ statuses }: Expectation, status: number): boolean {
  return statuses === null ? status >= 200 && status <= 299 : statuses.includes(status);
}

/** matches says whether a text contains the wanted one, or matches the wanted pattern. */
export function matches(text: string, wanted: string | RegExp): boolean {
  if (typeof wanted === 'string') return text.includes(wanted);
  // A pattern with the flag g or y would go on from its last match.
  wanted.lastIndex = 0;
  return wanted.test(text);
}
