/** The file's fault: its message is a sentence for the user. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}
