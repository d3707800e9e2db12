/** Standard deviation of logs between runs of one side, where a comparison has nothing to measure it from. */
export const ASSUMED_RUN_SPREAD = 0.01;
