/** What an exit code of the program says, to scripts and CI. */
export const exitCodes = {
  done: 0,
  /**
   * Done, and a comparison found a regression or a gate that is not met, a trial failed, a report could not be written,
   * or a check of the host is doubtful; also a bug of ours.
   */
  failed: 1,
  /** The command was wrong; nothing was started. */
  usage: 2,
  /** Nothing to report, or to compare. */
  nothingToReport: 3,
  /** By Ctrl-C or SIGTERM; a partial report is written. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
