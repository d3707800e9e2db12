/** A wrong command line; nothing was started. The message is one sentence that says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
