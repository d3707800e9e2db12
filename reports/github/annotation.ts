/** An annotation is a line that GitHub shows above the log of a workflow's run, and beside the commit. */
export interface Annotation {
  /** `error` for what fails the command, `warning` for what does not. */
  readonly level: 'error' | 'warning';
  /** A few words, as plain text. */
  readonly title: string;
  /** A sentence, as plain text. */
  readonly message: string;
}
