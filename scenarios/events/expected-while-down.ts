/**
 * Failures that a target which stops, starts or crashes causes: they are the event's result, and do not count against
 * `--max-errors`. A proxy reports a server that is down by 502 to 504, and some apps refuse requests by 503 while they
 * stop.
 */
export const EXPECTED_WHILE_DOWN: readonly string[] = [
  'connect',
  'resetSending',
  'reset',
  'closed',
  'cut',
  '502',
  '503',
  '504',
];
