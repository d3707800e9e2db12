/** The classes of failed requests. Load processes read them too, so this file does without the library of schemas. */

/** errorMeanings says what each class of a failed request holds, in the order of records and reports. */
export const errorMeanings = {
  connect: 'connection refused or not established',
  timeout: 'no response within the request timeout; absent from the latencies',
  resetSending: 'connection reset before the request was sent as a whole',
  reset: 'connection reset after the request was sent and before its response began',
  closed: 'connection closed cleanly, but without a response',
  cut: 'connection ended in the middle of the response',
  non2xx: 'unexpected status below 500: not 2xx, or not one that --expect-status names',
  serverError: 'unexpected status from 500 on, except those counted as retryLater',
  retryLater: 'unexpected status 503 with Retry-After',
  tooManyClients: 'unexpected status whose body says that a database accepts no more connections',
  mismatch: 'expected status, but an unexpected body or header, or invalid HTTP',
  check: 'an expected response that the scenario’s script refused by throwing',
} as const;

export type ErrorKind = keyof typeof errorMeanings;

export const errorKinds = Object.keys(errorMeanings) as ErrorKind[];
