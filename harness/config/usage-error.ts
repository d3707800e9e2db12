/** The command was wrong and nothing was started. The message is one sentence that says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
