/** Exit codes of the program, for scripts and CI. */
export const exitCodes = {
  done: 0,
  /**
   * The command ran, and found a regression, a gate that was not met, a failed trial, or a doubtful check of the
   * host; or it could not write a report. Also a bug of ours.
   */
  failed: 1,
  /** The command was wrong; nothing was started. */
  usage: 2,
  /** There was nothing to report or to compare. */
  nothingToReport: 3,
  /** Interrupted by Ctrl-C or SIGTERM; a partial report was written. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
